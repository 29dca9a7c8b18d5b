"""What the OpenAPI description of the service says."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "openapi_description": (
            "Who works with whom in Europe’s innovation clusters, where, and on whose money: saved "
            "queries with typed parameters, SPARQL, graphs, search, and an address for each thing. "
            "Reading needs no token unless the service says so. Any answer comes from one version "
            "of the dataset, which X-Dataset-Version names."
        ),
        "openapi_of_queries": "Saved queries",
        "openapi_of_data": "SPARQL and graphs",
        "openapi_of_things": "Things and search",
        "openapi_of_catalogue": "About the dataset and the service",
        "openapi_format": "The format of the answer, where the Accept header cannot say it",
        "openapi_lang": "The language of what is told to people",
        "openapi_version": (
            "A version of the dataset that is kept, as X-Dataset-Version named it; without it the "
            "current one answers"
        ),
        "openapi_timeout": (
            "Seconds after which the query is given up; only less than is allowed anyway"
        ),
        "openapi_limit": "Rows of a page",
        "openapi_page": "The page, from 1; Link headers name the ones around it",
        "openapi_offset": "Instead of page: how many rows stand before the first that is wanted",
        "openapi_all": "without it: all",
        "openapi_by_name": (
            "an IRI, a prefixed name such as cluster:bioib, the last part of an IRI, or the name "
            "itself where only one thing has it"
        ),
        "openapi_rows": "The rows",
        "openapi_truth": "Yes or no",
        "openapi_graph": "The graph",
        "openapi_link": "The first, previous, next and last page (RFC 8288)",
        "openapi_etag": "Says whether an answer is still the same",
        "openapi_dataset_version": "The version of the dataset that answered",
        "openapi_same": "What the client has is still right",
        "openapi_problem": "What is wrong, in a sentence, and how to mend it (RFC 9457)",
        "openapi_sparql": "Ask a query (SPARQL 1.1 Protocol); without one, the service description",
        "openapi_sparql_post": "Ask a query in a form or as the body (SPARQL 1.1 Protocol)",
        "openapi_query": "The text of the query",
        "openapi_default_graph": "A graph that the query’s default graph is made of",
        "openapi_named_graph": "A graph that GRAPH finds",
        "openapi_data": "A graph as a whole (SPARQL 1.1 Graph Store HTTP Protocol)",
        "openapi_default": "The default graph: the union of what all sources say",
        "openapi_graph_parameter": "The IRI of a named graph",
        "openapi_thing": (
            "The description of a thing: what it says and what is said of it. Behind its address, "
            ".ttl, .jsonld, .nt and .rdf name a format too."
        ),
        "openapi_kind": "The kind of thing",
        "openapi_slug": "The name within its kind",
        "openapi_search": "Find things by name, in any language, also misspelt",
        "openapi_suggest": "Things whose names begin so, for a field that suggests while one types",
        "openapi_q": "What is looked for",
        "openapi_kinds": "The kind of things that are wanted",
        "openapi_suggestions": "The things, the likeliest first",
        "openapi_void": "The dataset in VoID: classes, properties, links to other datasets, dumps",
        "openapi_catalog": "The catalogue in DCAT-AP 3: the atlas and each of its source graphs",
        "openapi_health": "Whether the service answers",
        "openapi_self": "This description (OpenAPI 3.1)",
        "openapi_healthy": "It does",
        "openapi_described": "The description",
    },
    "pl": {
        "openapi_description": (
            "Kto z kim współpracuje w europejskich klastrach innowacji, gdzie i za czyje "
            "pieniądze: zapisane zapytania z parametrami o określonych typach, SPARQL, grafy, "
            "wyszukiwanie oraz adres każdej rzeczy. Odczyt nie wymaga tokena, chyba że usługa mówi "
            "inaczej. "
            "Każda odpowiedź pochodzi z jednej wersji zbioru danych, podanej w X-Dataset-Version."
        ),
        "openapi_of_queries": "Zapisane zapytania",
        "openapi_of_data": "SPARQL i grafy",
        "openapi_of_things": "Rzeczy i wyszukiwanie",
        "openapi_of_catalogue": "O zbiorze danych i usłudze",
        "openapi_format": "Format odpowiedzi, gdy nie można go podać w nagłówku Accept",
        "openapi_lang": "Język tekstów przeznaczonych dla ludzi",
        "openapi_version": (
            "Przechowywana wersja zbioru danych, podana wcześniej w X-Dataset-Version; bez tego "
            "parametru odpowiada wersja bieżąca"
        ),
        "openapi_timeout": (
            "Po ilu sekundach przerwać zapytanie; czas można tylko skrócić poniżej dozwolonego"
        ),
        "openapi_limit": "Liczba wierszy na stronie",
        "openapi_page": "Numer strony, od 1; sąsiednie strony podają nagłówki Link",
        "openapi_offset": "Zamiast page: ile wierszy poprzedza pierwszy żądany",
        "openapi_all": "bez tego parametru: wszystkie",
        "openapi_by_name": (
            "IRI, nazwa z prefiksem, np. cluster:bioib, ostatnia część IRI albo sama nazwa, o ile "
            "nosi ją tylko jedna rzecz"
        ),
        "openapi_rows": "Wiersze",
        "openapi_truth": "Tak albo nie",
        "openapi_graph": "Graf",
        "openapi_link": "Pierwsza, poprzednia, następna i ostatnia strona (RFC 8288)",
        "openapi_etag": "Pozwala sprawdzić, czy odpowiedź się nie zmieniła",
        "openapi_dataset_version": "Wersja zbioru danych, z której pochodzi odpowiedź",
        "openapi_same": "Odpowiedź, którą ma klient, jest nadal aktualna",
        "openapi_problem": "Co jest nie tak i jak to naprawić, w jednym zdaniu (RFC 9457)",
        "openapi_sparql": "Zapytanie (SPARQL 1.1 Protocol); bez niego: opis usługi",
        "openapi_sparql_post": "Zapytanie w formularzu albo w treści żądania (SPARQL 1.1 Protocol)",
        "openapi_query": "Treść zapytania",
        "openapi_default_graph": "Graf, z którego powstaje graf domyślny zapytania",
        "openapi_named_graph": "Graf, który znajduje GRAPH",
        "openapi_data": "Cały graf (SPARQL 1.1 Graph Store HTTP Protocol)",
        "openapi_default": "Graf domyślny: suma tego, co podają wszystkie źródła",
        "openapi_graph_parameter": "IRI grafu nazwanego",
        "openapi_thing": (
            "Opis rzeczy: co ona mówi i co się o niej mówi. Format można też wskazać końcówką "
            "adresu: .ttl, .jsonld, .nt lub .rdf."
        ),
        "openapi_kind": "Rodzaj rzeczy",
        "openapi_slug": "Nazwa w obrębie rodzaju",
        "openapi_search": (
            "Wyszukiwanie rzeczy po nazwie w dowolnym języku, także z błędami pisowni"
        ),
        "openapi_suggest": (
            "Rzeczy, których nazwy tak się zaczynają, do podpowiedzi podczas pisania"
        ),
        "openapi_q": "Czego szukać",
        "openapi_kinds": "Rodzaj szukanych rzeczy",
        "openapi_suggestions": "Rzeczy, od najbardziej prawdopodobnej",
        "openapi_void": (
            "Zbiór danych w VoID: klasy, właściwości, powiązania z innymi zbiorami, pliki z danymi"
        ),
        "openapi_catalog": "Katalog w DCAT-AP 3: atlas i każdy z jego grafów źródłowych",
        "openapi_health": "Czy usługa odpowiada",
        "openapi_self": "Ten opis (OpenAPI 3.1)",
        "openapi_healthy": "Odpowiada",
        "openapi_described": "Opis",
    },
}
