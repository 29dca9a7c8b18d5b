"""What the page of results says."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "search_heading": "Results for “{text}”",
        "search_browse": "Browse the atlas",
        "search_lead": (
            "Clusters, organisations, projects, regions and all else that has a name here. Any "
            "language will do, with or without diacritics, and small mistakes are forgiven; so "
            "will an identifier, such as a PIC or a NUTS code."
        ),
        "search_total": "Found: {total}",
        "search_also": "also: {name}",
        "search_narrow": "Narrow down",
        "search_chosen": "Narrowed down to",
        "search_remove": "Remove: {label}",
        "search_clear": "Remove all",
        "search_by_kind": "Kind",
        "search_by_country": "Country",
        "search_by_region": "Region",
        "search_by_programme": "Programme",
        "search_by_years": "Years",
        "search_from": "From (year)",
        "search_to": "To (year)",
        "search_apply": "Apply",
        "search_more_values": "More",
        "search_years_from_to": "{first}–{last}",
        "search_sort": "In the order of",
        "search_sort_relevance": "relevance",
        "search_sort_name": "name",
        "search_sort_newest": "newest first",
        "search_sort_oldest": "oldest first",
        "search_results": "Results",
        "search_pages": "Pages of results",
        "search_page_of": "Page {page}",
        "search_previous": "Previous page",
        "search_next": "Next page",
        "search_did_you_mean": "Did you mean",
        "search_partial": "Nothing has all of these words. These have some of them:",
        "search_nothing": "Nothing was found",
        "search_nothing_text": "Nothing in the atlas has a name like “{text}”.",
        "search_nothing_narrowed": "Nothing is left with what you narrowed down to.",
        "search_nothing_next": "What may help:",
        "search_help_fewer": "fewer words, or only the beginning of a name;",
        "search_help_other": "the name in another language, or its abbreviation;",
        "search_help_wider": "search without the filters",
        "search_help_ask": "ask the data itself with a saved query or in SPARQL.",
        "search_behind": (
            "The search index is being brought up to date: what changed in the last moments may "
            "not be found yet."
        ),
        "search_newer": (
            "There is no search index of this older version. These are today’s names; what this "
            "version does not know is left out."
        ),
        "search_opensearch": "Clusters, organisations, projects and regions of Cluster Atlas",
    },
    "pl": {
        "search_heading": "Wyniki dla „{text}”",
        "search_browse": "Przeglądaj atlas",
        "search_lead": (
            "Klastry, organizacje, projekty, regiony i wszystko inne, co ma tu nazwę. Można pisać "
            "w dowolnym języku, bez znaków diakrytycznych i z drobnymi błędami; można też podać "
            "identyfikator, na przykład PIC albo kod NUTS."
        ),
        "search_total": "Znaleziono: {total}",
        "search_also": "także: {name}",
        "search_narrow": "Zawęź wyniki",
        "search_chosen": "Zawężono do",
        "search_remove": "Usuń: {label}",
        "search_clear": "Usuń wszystkie",
        "search_by_kind": "Rodzaj",
        "search_by_country": "Kraj",
        "search_by_region": "Region",
        "search_by_programme": "Program",
        "search_by_years": "Lata",
        "search_from": "Od (rok)",
        "search_to": "Do (rok)",
        "search_apply": "Zastosuj",
        "search_more_values": "Więcej",
        "search_years_from_to": "{first}–{last}",
        "search_sort": "Kolejność",
        "search_sort_relevance": "trafność",
        "search_sort_name": "nazwa",
        "search_sort_newest": "od najnowszych",
        "search_sort_oldest": "od najstarszych",
        "search_results": "Wyniki",
        "search_pages": "Strony wyników",
        "search_page_of": "Strona {page}",
        "search_previous": "Poprzednia strona",
        "search_next": "Następna strona",
        "search_did_you_mean": "Czy chodziło o",
        "search_partial": "Nic nie zawiera wszystkich tych słów. Oto, co zawiera niektóre z nich:",
        "search_nothing": "Nic nie znaleziono",
        "search_nothing_text": "Nic w atlasie nie ma nazwy podobnej do „{text}”.",
        "search_nothing_narrowed": "Po zawężeniu nic nie zostało.",
        "search_nothing_next": "Co może pomóc:",
        "search_help_fewer": "mniej słów albo sam początek nazwy;",
        "search_help_other": "nazwa w innym języku albo jej skrót;",
        "search_help_wider": "szukanie bez filtrów",
        "search_help_ask": "pytanie do samych danych: zapisane zapytanie albo SPARQL.",
        "search_behind": (
            "Indeks wyszukiwania jest właśnie aktualizowany: tego, co zmieniło się przed chwilą, "
            "może jeszcze w nim nie być."
        ),
        "search_newer": (
            "Tej starszej wersji nie obejmuje żaden indeks wyszukiwania. Szukano wśród "
            "dzisiejszych nazw; to, czego ta wersja nie zna, pominięto."
        ),
        "search_opensearch": "Klastry, organizacje, projekty i regiony w Cluster Atlas",
    },
}
