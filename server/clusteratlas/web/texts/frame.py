"""What the frame, the home page and the pages of queries say."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "tagline": "Europe’s innovation clusters: who works with whom, where, and on whose money.",
        "what": (
            "Cluster Atlas is a knowledge graph. Every claim in it names the document and the "
            "paragraph that it was read from; where two sources disagree, both stand. Ask it in "
            "SPARQL, or begin with a saved query."
        ),
        "queries": "Saved queries",
        "endpoint": "SPARQL endpoint",
        "skip": "To the content",
        "things": "What is in it",
        "claims": "What is said about it",
        "sources": "By source",
        "source": "Source",
        "triples": "Triples",
        "total": "Triples in all, each counted once",
        "version": "Version",
        "endpoint_how": (
            "SPARQL 1.1 Protocol: GET, or POST as a form or as application/sparql-query. Results "
            "as JSON, XML, CSV and TSV, graphs as Turtle, N-Triples, JSON-LD and RDF/XML, by the "
            "Accept header or with format=csv in the address."
        ),
        "queries_how": (
            "Each is a file that runs as it stands in any SPARQL tool; its parameters are bound as "
            "RDF terms."
        ),
        "query": "Query",
        "run": "Run",
        "run_here": "Run it",
        "as_csv": "Result as CSV",
        "as_text": "Query as text (.rq)",
        "parameters": "Parameters",
        "no_parameters": "None.",
        "several": "several values, one a line",
        "bind": "Show with these values",
        "the_query": "The query",
        "result": "Result",
        "cut": "Only the first {shown} are shown here; the formats below have them all.",
        "no_rows": "No rows: nothing in the atlas matches.",
        "yes": "Yes",
        "no": "No",
        "download": "The same result as",
        "error": "That did not work",
        "nowhere": "There is nothing at this address",
        "at": "line {line}, column {column}",
        "switch": "Polski",
        "terms": "Data and ontology: CC BY 4.0.",
        "prefixes_hint": "Prefixes have to be declared; the field holds a query that runs.",
    },
    "pl": {
        "tagline": (
            "Klastry innowacji w Europie: kto z kim współpracuje, gdzie i za czyje pieniądze."
        ),
        "what": (
            "Cluster Atlas to graf wiedzy. Każde twierdzenie wskazuje dokument i akapit, z "
            "którego pochodzi; gdy dwa źródła się różnią, podane są oba. Pytaj w języku SPARQL "
            "albo zacznij od zapisanego zapytania."
        ),
        "queries": "Zapisane zapytania",
        "endpoint": "Punkt dostępowy SPARQL",
        "skip": "Do treści",
        "things": "Co zawiera",
        "claims": "Co o tym powiedziano",
        "sources": "Według źródeł",
        "source": "Źródło",
        "triples": "Trójki",
        "total": "Trójki razem, każda liczona raz",
        "version": "Wersja",
        "endpoint_how": (
            "Protokół SPARQL 1.1: GET albo POST, jako formularz lub application/sparql-query. "
            "Wyniki w JSON, XML, CSV i TSV, grafy w Turtle, N-Triples, JSON-LD i RDF/XML – według "
            "nagłówka Accept albo z format=csv w adresie."
        ),
        "queries_how": (
            "Każde jest plikiem, który bez zmian działa w dowolnym narzędziu SPARQL; wartości "
            "parametrów są podstawiane jako termy RDF."
        ),
        "query": "Zapytanie",
        "run": "Wykonaj",
        "run_here": "Wykonaj zapytanie",
        "as_csv": "Wynik w CSV",
        "as_text": "Zapytanie jako tekst (.rq)",
        "parameters": "Parametry",
        "no_parameters": "Brak.",
        "several": "można podać kilka wartości, każdą w osobnym wierszu",
        "bind": "Pokaż z tymi wartościami",
        "the_query": "Treść zapytania",
        "result": "Wynik",
        "cut": "Pokazano tylko {shown} pierwszych; wszystkie są w poniższych formatach.",
        "no_rows": "Brak wierszy: nic w atlasie nie spełnia warunków.",
        "yes": "Tak",
        "no": "Nie",
        "download": "Ten sam wynik w formacie",
        "error": "To się nie udało",
        "nowhere": "Pod tym adresem nic nie ma",
        "at": "wiersz {line}, kolumna {column}",
        "switch": "English",
        "terms": "Dane i ontologia: CC BY 4.0.",
        "prefixes_hint": "Prefiksy trzeba zadeklarować; w polu jest zapytanie, które działa.",
    },
}
