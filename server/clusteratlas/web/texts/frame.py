"""What the frame of every page, the pages of errors and the page of licences say."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "tagline": "Europe’s innovation clusters: who works with whom, where, and on whose money.",
        "endpoint": "SPARQL endpoint",
        "skip": "Skip to the content",
        "source": "Source",
        "version": "Data as of",
        "result": "Result",
        "no_rows": "No rows: nothing in the atlas matches.",
        "yes": "Yes",
        "no": "No",
        "error": "That did not work",
        "nowhere": "There is nothing at this address",
        "at": "line {line}, column {column}",
        "switch": "Polski",
        "terms": "Data and ontology: CC BY 4.0.",
        "nav": "Main",
        "nav_browse": "Browse",
        "nav_map": "Map",
        "nav_network": "Network",
        "nav_questions": "Questions",
        "nav_sources": "Sources",
        "nav_conflicts": "Conflicts",
        "search_label": "Search the atlas",
        "search_example": "A name, a place, an identifier",
        "search_do": "Search",
        "dark_theme": "Dark theme",
        "for_machines": "For machines",
        "ontology": "Ontology",
        "to_home": "Home",
        "nowhere_next": (
            "The address may be mistyped, or the thing goes by another name. Search for it: any "
            "spelling will do."
        ),
        "error_next": "What went wrong is said below. Nothing in the atlas has changed.",
        "error_gone": "This is no longer in the atlas",
        "error_gone_next": (
            "It was there in an earlier version and has been withdrawn. What took its place can be "
            "found by its name."
        ),
        "error_unacceptable": "Not in that format",
        "error_unacceptable_next": "This address has other formats; the sentence below names them.",
        "error_large": "That is more than the service takes at once",
        "error_large_next": "Send less, or in several parts.",
        "error_busy": "The atlas is busy",
        "error_busy_next": "Too much is being asked at this moment. Try again in a few seconds.",
        "error_failed": "Something failed on our side",
        "error_failed_next": (
            "It is not your doing, and it has been noted. Try again, or begin somewhere else."
        ),
        "licences": "Licences",
        "licences_lead": (
            "What the data, the program and the parts of its pages may be used for, and whom to "
            "name."
        ),
        "licences_data": "Data and ontology",
        "licences_data_what": (
            "The facts, the ontology, the shapes and the saved queries may be used for anything, "
            "as long as “Cluster Atlas” is named:"
        ),
        "licences_sources": (
            "The facts were read from published sources and imported from official lists; the "
            "rights of each stand with it:"
        ),
        "licences_program": "Program",
        "licences_program_what": "The program that serves these pages is free software:",
        "licences_packages": "Built into these pages",
        "licences_packages_what": (
            "Parts of these packages are in the styles and scripts that your browser has loaded."
        ),
    },
    "pl": {
        "tagline": (
            "Klastry innowacji w Europie: kto z kim współpracuje, gdzie i za czyje pieniądze."
        ),
        "endpoint": "Punkt dostępowy SPARQL",
        "skip": "Przejdź do treści",
        "source": "Źródło",
        "version": "Stan danych:",
        "result": "Wynik",
        "no_rows": "Brak wierszy: nic w atlasie nie spełnia warunków.",
        "yes": "Tak",
        "no": "Nie",
        "error": "To się nie udało",
        "nowhere": "Pod tym adresem nic nie ma",
        "at": "wiersz {line}, kolumna {column}",
        "switch": "English",
        "terms": "Dane i ontologia: CC BY 4.0.",
        "nav": "Główna",
        "nav_browse": "Przeglądaj",
        "nav_map": "Mapa",
        "nav_network": "Sieć",
        "nav_questions": "Pytania",
        "nav_sources": "Źródła",
        "nav_conflicts": "Rozbieżności",
        "search_label": "Przeszukaj atlas",
        "search_example": "Nazwa, miejsce, identyfikator",
        "search_do": "Szukaj",
        "dark_theme": "Ciemny motyw",
        "for_machines": "Dla programów",
        "ontology": "Ontologia",
        "to_home": "Strona główna",
        "nowhere_next": (
            "Być może w adresie jest literówka albo rzecz ma tu inną nazwę. Wyszukaj ją – "
            "w dowolnej pisowni."
        ),
        "error_next": "Poniżej opisano, co się stało. W atlasie nic się nie zmieniło.",
        "error_gone": "Tego już nie ma w atlasie",
        "error_gone_next": (
            "Było we wcześniejszej wersji i zostało wycofane. To, co je zastąpiło, można znaleźć "
            "po nazwie."
        ),
        "error_unacceptable": "Brak w tym formacie",
        "error_unacceptable_next": "Pod tym adresem są inne formaty; wymieniono je poniżej.",
        "error_large": "To więcej, niż serwis przyjmuje naraz",
        "error_large_next": "Wyślij mniej albo w kilku częściach.",
        "error_busy": "Atlas jest teraz przeciążony",
        "error_busy_next": (
            "W tej chwili jest zbyt wiele zapytań. Spróbuj ponownie za kilka sekund."
        ),
        "error_failed": "Coś zawiodło po naszej stronie",
        "error_failed_next": (
            "To nie Twoja wina, a błąd został zapisany. Spróbuj ponownie albo zacznij gdzie "
            "indziej."
        ),
        "licences": "Licencje",
        "licences_lead": (
            "Do czego wolno użyć danych, programu i części jego stron oraz kogo przy tym wymienić."
        ),
        "licences_data": "Dane i ontologia",
        "licences_data_what": (
            "Faktów, ontologii, kształtów SHACL i zapisanych zapytań wolno używać do każdego celu, "
            "pod warunkiem podania nazwy „Cluster Atlas”:"
        ),
        "licences_sources": (
            "Fakty pochodzą z opublikowanych źródeł i z urzędowych wykazów; prawa do każdego "
            "źródła podano na jego stronie:"
        ),
        "licences_program": "Program",
        "licences_program_what": "Program, który podaje te strony, jest wolnym oprogramowaniem:",
        "licences_packages": "Wbudowane w te strony",
        "licences_packages_what": (
            "Fragmenty tych pakietów znajdują się w stylach i skryptach, które wczytała "
            "przeglądarka."
        ),
    },
}
