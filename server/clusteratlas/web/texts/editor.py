"""What the editor at `/sparql` says."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "editor_title": "SPARQL editor",
        "editor_lead": (
            "Ask the atlas in its own language. The default graph holds every statement once; "
            "{how} says which source makes it."
        ),
        "editor_query": "Query",
        "editor_no_script": (
            "Prefixes that the atlas knows need not be declared: they are added when the query "
            "runs."
        ),
        "editor_help": (
            "Tab indents; to leave the field by Tab, press Escape first. Ctrl+Enter (⌘+Enter) runs "
            "the query, Ctrl+Space suggests, Ctrl+/ makes a line a comment, Ctrl+F searches. "
            "Prefixes are declared by themselves."
        ),
        "editor_help_title": "Keys and help",
        "editor_run": "Run",
        "editor_run_long": "Run a very long query",
        "editor_cancel": "Cancel",
        "editor_labels": "Names instead of addresses",
        "editor_timeout": "Stop after",
        "editor_seconds": "{seconds} s",
        "editor_limits": (
            "A query may take {seconds} s and {memory} of memory, and have {length} characters; "
            "{workers} run at once. A table has {rows} rows to a page, up to page {pages}; "
            "downloads have all rows."
        ),
        "editor_saved": "Saved query",
        "editor_saved_choose": "Choose one to open it here",
        "editor_open": "Open",
        "editor_history": "History",
        "editor_history_empty": "Queries that you run are listed here, in this browser only.",
        "editor_history_clear": "Clear the history",
        "editor_history_open": "Open this query",
        "editor_running": "Running: {seconds} s",
        "editor_cancelled": "Cancelled after {seconds} s; the server has stopped working on it.",
        "editor_done": "Done: {rows} in {seconds} s",
        "editor_done_truth": "Done in {seconds} s",
        "editor_failed": "That did not work",
        "editor_offline": "The server did not answer. Is it running, is there a connection?",
        "editor_remarks": "Remarks on the query",
        "editor_go_to": "line {line}, column {column}",
        "editor_unknown_prefix": (
            "The prefix {subject} is not declared, and the atlas knows none of that name."
        ),
        "editor_double_counting": (
            "{subject} adds up over GRAPH: what several sources state stands in several graphs and "
            "is counted once for each. Leave GRAPH out (the default graph has every statement "
            "once), or say DISTINCT."
        ),
        "editor_views": "Ways to show the result",
        "editor_table": "Table",
        "editor_chart": "Chart",
        "editor_map": "Map",
        "editor_network": "Network",
        "editor_timeline": "Timeline",
        "editor_raw": "Raw",
        "editor_rows_shown": "Rows {first} to {last}",
        "editor_rows_all": "{count} rows",
        "editor_rows_one": "1 row",
        "editor_triples_shown": "Triples {first} to {last}",
        "editor_triples_all": "{count} triples",
        "editor_triples_one": "1 triple",
        "editor_took": "in {seconds} s",
        "editor_more": "There are more.",
        "editor_last_page": "The pages end here; a download has the rest.",
        "editor_previous": "Previous rows",
        "editor_next": "Next rows",
        "editor_filter": "Only rows with",
        "editor_filtered": "{count} of {total} rows",
        "editor_copy_table": "Copy the rows (TSV)",
        "editor_copy_link": "Copy the link",
        "editor_copy": "Copy",
        "editor_copied": "Copied",
        "editor_link": "Link to this result",
        "editor_download": "Download",
        "editor_download_all": "all rows, not only those shown",
        "editor_samples": "Use this in …",
        "editor_needs": "Needs:",
        "editor_goes_on": "The text goes on; the download has all of it.",
        "editor_sort": "Sort by {column}",
        "editor_unfit": "This result cannot be shown this way.",
        "editor_needs_chart": (
            "A chart needs a column of numbers, and one of names, things or dates that says what "
            "each number is of. Its first column of numbers is drawn."
        ),
        "editor_needs_map": (
            "A map needs a column of things that have a place in the atlas, or one of geometries "
            "(geo:wktLiteral), which geo:hasGeometry/geo:asWKT gives. A column of numbers shades "
            "areas and sizes points."
        ),
        "editor_needs_network": (
            "A network needs two columns of things: one row is one link between them. A column of "
            "numbers, if there is one, is the weight of the link."
        ),
        "editor_needs_timeline": (
            "A timeline needs a column of dates, and one of names or things; with a second column "
            "of dates it shows periods from the one to the other."
        ),
        "editor_picture_cut": "The picture shows the first {count} rows.",
        "editor_picture_files": "Download the picture",
        "editor_picture_from": "Rows of the result that it is drawn from: {count}.",
        "editor_completion_class": "class",
        "editor_completion_property": "property",
        "editor_completion_keyword": "keyword",
        "editor_completion_function": "function",
        "editor_completion_variable": "variable",
        "editor_completion_prefix": "prefix",
        "editor_completion_uses": "used {count} times",
        "editor_completion_uses_more": "used more than {count} times",
        "editor_completion_unused": "not used",
        "editor_aria": "SPARQL query, an editor. Press Escape, then Tab to leave it.",
        "editor_find": "Find",
        "editor_find_replace": "Replace",
        "editor_find_next": "next",
        "editor_find_previous": "previous",
        "editor_find_all": "all",
        "editor_find_case": "match case",
        "editor_find_regexp": "regular expression",
        "editor_find_word": "whole words",
        "editor_find_replace_one": "replace",
        "editor_find_replace_all": "replace all",
        "editor_find_close": "close",
        "editor_find_match": "current match",
        "editor_find_line": "on line",
        "editor_completions": "Suggestions",
    },
    "pl": {
        "editor_title": "Edytor SPARQL",
        "editor_lead": (
            "Zapytaj atlas w jego własnym języku. Graf domyślny zawiera każde stwierdzenie raz; "
            "{how} mówi, które źródło je podaje."
        ),
        "editor_query": "Zapytanie",
        "editor_no_script": (
            "Prefiksów znanych atlasowi nie trzeba deklarować: zostaną dodane przy wykonaniu "
            "zapytania."
        ),
        "editor_help": (
            "Tab wcina wiersz; aby opuścić pole klawiszem Tab, naciśnij najpierw Escape. "
            "Ctrl+Enter (⌘+Enter) wykonuje zapytanie, Ctrl+spacja podpowiada, Ctrl+/ zamienia "
            "wiersz w komentarz, Ctrl+F wyszukuje. Prefiksy deklarują się same."
        ),
        "editor_help_title": "Klawisze i pomoc",
        "editor_run": "Wykonaj",
        "editor_run_long": "Wykonaj bardzo długie zapytanie",
        "editor_cancel": "Przerwij",
        "editor_labels": "Nazwy zamiast adresów",
        "editor_timeout": "Przerwij po",
        "editor_seconds": "{seconds} s",
        "editor_limits": (
            "Zapytanie może trwać {seconds} s, zająć {memory} pamięci i mieć {length} znaków; "
            "jednocześnie wykonuje się ich {workers}. Strona tabeli ma {rows} wierszy, stron jest "
            "najwyżej {pages}; pobrany plik zawiera wszystkie wiersze."
        ),
        "editor_saved": "Zapisane zapytanie",
        "editor_saved_choose": "Wybierz, które tu otworzyć",
        "editor_open": "Otwórz",
        "editor_history": "Historia",
        "editor_history_empty": (
            "Tu pojawią się wykonane przez Ciebie zapytania – tylko w tej przeglądarce."
        ),
        "editor_history_clear": "Wyczyść historię",
        "editor_history_open": "Otwórz to zapytanie",
        "editor_running": "Trwa: {seconds} s",
        "editor_cancelled": "Przerwano po {seconds} s; serwer zakończył pracę nad zapytaniem.",
        "editor_done": "Gotowe – {rows}, czas: {seconds} s",
        "editor_done_truth": "Gotowe, czas: {seconds} s",
        "editor_failed": "To się nie udało",
        "editor_offline": "Serwer nie odpowiedział. Czy działa i czy jest połączenie?",
        "editor_remarks": "Uwagi do zapytania",
        "editor_go_to": "wiersz {line}, kolumna {column}",
        "editor_unknown_prefix": (
            "Prefiks {subject} nie jest zadeklarowany, a atlas żadnego o tej nazwie nie zna."
        ),
        "editor_double_counting": (
            "{subject} sumuje po GRAPH: to, co podaje kilka źródeł, jest w kilku grafach i liczy "
            "się raz za każde z nich. Pomiń GRAPH (graf domyślny zawiera każde stwierdzenie raz) "
            "albo użyj DISTINCT."
        ),
        "editor_views": "Sposoby pokazania wyniku",
        "editor_table": "Tabela",
        "editor_chart": "Wykres",
        "editor_map": "Mapa",
        "editor_network": "Sieć",
        "editor_timeline": "Oś czasu",
        "editor_raw": "Dane surowe",
        "editor_rows_shown": "Wiersze od {first} do {last}",
        "editor_rows_all": "Wiersze: {count}",
        "editor_rows_one": "1 wiersz",
        "editor_triples_shown": "Trójki od {first} do {last}",
        "editor_triples_all": "Trójki: {count}",
        "editor_triples_one": "1 trójka",
        "editor_took": "(czas: {seconds} s)",
        "editor_more": "Jest ich więcej.",
        "editor_last_page": "To ostatnia strona; resztę zawiera pobrany plik.",
        "editor_previous": "Poprzednie wiersze",
        "editor_next": "Następne wiersze",
        "editor_filter": "Tylko wiersze zawierające",
        "editor_filtered": "wiersze: {count} z {total}",
        "editor_copy_table": "Kopiuj wiersze (TSV)",
        "editor_copy_link": "Kopiuj odnośnik",
        "editor_copy": "Kopiuj",
        "editor_copied": "Skopiowano",
        "editor_link": "Odnośnik do tego wyniku",
        "editor_download": "Pobierz",
        "editor_download_all": "wszystkie wiersze, nie tylko pokazane",
        "editor_samples": "Użyj tego w …",
        "editor_needs": "Wymaga:",
        "editor_goes_on": "Dalszy ciąg tekstu jest w pobranym pliku.",
        "editor_sort": "Sortuj według kolumny {column}",
        "editor_unfit": "Tego wyniku nie da się tak pokazać.",
        "editor_needs_chart": (
            "Wykres wymaga kolumny liczb oraz kolumny nazw, obiektów lub dat, która mówi, czego "
            "dotyczy każda liczba. Rysowana jest pierwsza kolumna liczb."
        ),
        "editor_needs_map": (
            "Mapa wymaga kolumny obiektów, które mają miejsce w atlasie, albo kolumny geometrii "
            "(geo:wktLiteral), którą daje geo:hasGeometry/geo:asWKT. Kolumna liczb cieniuje "
            "obszary i wyznacza wielkość punktów."
        ),
        "editor_needs_network": (
            "Sieć wymaga dwóch kolumn obiektów: jeden wiersz to jedno powiązanie. Kolumna liczb, "
            "jeśli jest, oznacza wagę powiązania."
        ),
        "editor_needs_timeline": (
            "Oś czasu wymaga kolumny dat oraz kolumny nazw lub obiektów; gdy kolumny dat są dwie, "
            "pokazuje okresy od jednej daty do drugiej."
        ),
        "editor_picture_cut": "Rysunek pokazuje tyle pierwszych wierszy: {count}.",
        "editor_picture_files": "Pobierz rysunek",
        "editor_picture_from": "Wiersze wyniku, z których powstał rysunek: {count}.",
        "editor_completion_class": "klasa",
        "editor_completion_property": "właściwość",
        "editor_completion_keyword": "słowo kluczowe",
        "editor_completion_function": "funkcja",
        "editor_completion_variable": "zmienna",
        "editor_completion_prefix": "prefiks",
        "editor_completion_uses": "liczba użyć: {count}",
        "editor_completion_uses_more": "liczba użyć: ponad {count}",
        "editor_completion_unused": "nieużywane",
        "editor_aria": "Zapytanie SPARQL, edytor. Aby go opuścić, naciśnij Escape, a potem Tab.",
        "editor_find": "Znajdź",
        "editor_find_replace": "Zamień na",
        "editor_find_next": "następne",
        "editor_find_previous": "poprzednie",
        "editor_find_all": "wszystkie",
        "editor_find_case": "wielkość liter",
        "editor_find_regexp": "wyrażenie regularne",
        "editor_find_word": "całe słowa",
        "editor_find_replace_one": "zamień",
        "editor_find_replace_all": "zamień wszystkie",
        "editor_find_close": "zamknij",
        "editor_find_match": "bieżące trafienie",
        "editor_find_line": "w wierszu",
        "editor_completions": "Podpowiedzi",
    },
}
