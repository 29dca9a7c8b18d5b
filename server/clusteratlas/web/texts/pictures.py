"""What maps, networks, timelines and charts say, and the pages around them."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "pic_about": "Around what",
        "pic_about_meaning": "The address of a thing, or its name to look it up by",
        "pic_any_country": "All countries",
        "pic_any_kind": "All kinds",
        "pic_by": "Linked by",
        "pic_by_programme": "programmes that their projects are under",
        "pic_by_project": "projects that they share",
        "pic_clusters": "Clusters",
        "pic_country": "Country",
        "pic_drag": (
            "Zoom with the buttons, the keys + and −, or Ctrl and the wheel; move by dragging or "
            "with the arrow keys. Point at a thing, or reach it by the tabulator key, to see what "
            "it is."
        ),
        "pic_elsewhere": "elsewhere or unknown",
        "pic_files": "Download",
        "pic_find": "Find in the picture",
        "pic_found": "Found: {count}",
        "pic_from": "From year",
        "pic_in_country": "only the country is known",
        "pic_in_place": "place or region known",
        "pic_kind": "Kind of organisation",
        "pic_kind_designation": "Designations",
        "pic_kind_event": "Events",
        "pic_kind_membership": "Memberships",
        "pic_kind_post": "Posts",
        "pic_kind_project": "Projects",
        "pic_map_around": "Who takes part in the projects around {name}",
        "pic_map_by_country": "Organisations: {count}. Countries: {countries}.",
        "pic_map_clusters": "Clusters",
        "pic_map_counted_only": "The first {count} places of organisations were counted.",
        "pic_map_counts": (
            "On the map: {placed}, of which {country} stand in the middle of their country because "
            "no more is known. Without a place: {without}."
        ),
        "pic_map_first_only": "The first {shown} are on the map.",
        "pic_map_heading": "Map",
        "pic_map_most_only": "On the map are the {shown} with the most projects, of {total}.",
        "pic_map_organisations": "Organisations by country",
        "pic_map_organisations_in": "Organisations: {name}",
        "pic_map_without": "Without a place",
        "pic_measure": "What is measured",
        "pic_network_counts": "Actors: {actors}. Projects: {projects}. Links: {links}.",
        "pic_network_heading": "Network",
        "pic_network_strongest": "The strongest link: {one} – {other} (projects: {projects}).",
        "pic_network_strongest_only": "The {shown} strongest links are drawn, of {total}.",
        "pic_network_title": "Who works with whom around {name}",
        "pic_no_source": "no document",
        "pic_open_query": "Open in the editor",
        "pic_organisations": "Organisations",
        "pic_programmes": "programmes",
        "pic_projects_bound": "There are more projects; the first {projects} were looked at.",
        "pic_query": "The query behind it",
        "pic_reset": "Show all of it",
        "pic_series_counts": "Values: {values}, from {sources} documents.",
        "pic_series_how": (
            "A filled mark is an exact value, an arrow a bound that may be passed, a halo an "
            "approximate value; a bar spans the days among which the value holds."
        ),
        "pic_series_title": "{measure}: {name}",
        "pic_shared_projects": "Projects",
        "pic_show": "What is shown",
        "pic_show_do": "Show",
        "pic_size": "At most so many links",
        "pic_table": "The data as a table",
        "pic_timeline_bound": "There are more projects or events; the first ones are shown.",
        "pic_timeline_counts": "On the timeline: {counts}.",
        "pic_timeline_first_only": "The first {shown} are drawn, of {total}.",
        "pic_timeline_heading": "Timeline",
        "pic_timeline_how": (
            "Where a source leaves a beginning or an end open, the bar fades between the days "
            "among which it lies."
        ),
        "pic_timeline_title": "Projects and events around {name}",
        "pic_timeline_undated": "Without any date, and so not shown: {count}.",
        "pic_to": "To year",
        "pic_view": "Picture, can be scrolled",
        "pic_whole": "The same on a map",
        "pic_whole_network": "The same as a network",
        "pic_whole_timeline": "The same as a timeline",
        "pic_zoom_in": "Zoom in",
        "pic_zoom_out": "Zoom out",
    },
    "pl": {
        "pic_about": "Wokół czego",
        "pic_about_meaning": "Adres (IRI) albo nazwa, którą można wyszukać",
        "pic_any_country": "Wszystkie kraje",
        "pic_any_kind": "Wszystkie rodzaje",
        "pic_by": "Co łączy",
        "pic_by_programme": "programy, w których realizują projekty",
        "pic_by_project": "wspólne projekty",
        "pic_clusters": "Klastry",
        "pic_country": "Kraj",
        "pic_drag": (
            "Powiększanie: przyciskami, klawiszami + i − lub kółkiem myszy z Ctrl; przesuwanie: "
            "przeciąganiem lub klawiszami strzałek. Po wskazaniu elementu myszą lub klawiszem "
            "tabulacji widać, co przedstawia."
        ),
        "pic_elsewhere": "inne lub nieznane",
        "pic_files": "Pobierz",
        "pic_find": "Znajdź na rysunku",
        "pic_found": "Znaleziono: {count}",
        "pic_from": "Od roku",
        "pic_in_country": "znany tylko kraj",
        "pic_in_place": "znana miejscowość lub region",
        "pic_kind": "Rodzaj organizacji",
        "pic_kind_designation": "Statusy i wyróżnienia",
        "pic_kind_event": "Wydarzenia",
        "pic_kind_membership": "Członkostwa",
        "pic_kind_post": "Stanowiska",
        "pic_kind_project": "Projekty",
        "pic_map_around": "Uczestnicy projektów – {name}",
        "pic_map_by_country": "Organizacje: {count}. Kraje: {countries}.",
        "pic_map_clusters": "Klastry",
        "pic_map_counted_only": "Policzono pierwsze {count} lokalizacji organizacji.",
        "pic_map_counts": (
            "Na mapie: {placed}, z czego {country} pośrodku kraju, ponieważ nic bliższego nie "
            "wiadomo. Bez miejsca: {without}."
        ),
        "pic_map_first_only": "Na mapie pokazano pierwsze {shown}.",
        "pic_map_heading": "Mapa",
        "pic_map_most_only": "Na mapie: {shown} o największej liczbie projektów, z {total}.",
        "pic_map_organisations": "Organizacje według krajów",
        "pic_map_organisations_in": "Organizacje: {name}",
        "pic_map_without": "Bez miejsca na mapie",
        "pic_measure": "Co mierzono",
        "pic_network_counts": "Uczestnicy: {actors}. Projekty: {projects}. Powiązania: {links}.",
        "pic_network_heading": "Sieć",
        "pic_network_strongest": "Najsilniejsze: {one} – {other} (projekty: {projects}).",
        "pic_network_strongest_only": "Narysowano {shown} najsilniejszych powiązań z {total}.",
        "pic_network_title": "Kto z kim współpracuje – {name}",
        "pic_no_source": "bez dokumentu",
        "pic_open_query": "Otwórz w edytorze",
        "pic_organisations": "Organizacje",
        "pic_programmes": "programy",
        "pic_projects_bound": "Projektów jest więcej; uwzględniono pierwsze {projects}.",
        "pic_query": "Zapytanie, z którego pochodzą dane",
        "pic_reset": "Pokaż całość",
        "pic_series_counts": "Wartości: {values}; dokumenty: {sources}.",
        "pic_series_how": (
            "Pełny znak to wartość dokładna, strzałka – granica, którą można przekroczyć, poświata "
            "– wartość przybliżona; pasek obejmuje dni, w których wartość obowiązuje."
        ),
        "pic_series_title": "{measure}: {name}",
        "pic_shared_projects": "Projekty",
        "pic_show": "Co pokazać",
        "pic_show_do": "Pokaż",
        "pic_size": "Najwięcej powiązań",
        "pic_table": "Dane w tabeli",
        "pic_timeline_bound": "Projektów lub wydarzeń jest więcej; pokazano pierwsze.",
        "pic_timeline_counts": "Na osi czasu – {counts}.",
        "pic_timeline_first_only": "Narysowano pierwsze {shown} z {total}.",
        "pic_timeline_heading": "Oś czasu",
        "pic_timeline_how": (
            "Tam, gdzie źródło nie podaje dokładnego początku lub końca, pasek blednie między "
            "dniami, na które mógł on przypaść."
        ),
        "pic_timeline_title": "Projekty i wydarzenia – {name}",
        "pic_timeline_undated": "Bez żadnej daty, więc niepokazane: {count}.",
        "pic_to": "Do roku",
        "pic_view": "Rysunek, można go przewijać",
        "pic_whole": "To samo na mapie",
        "pic_whole_network": "To samo jako sieć",
        "pic_whole_timeline": "To samo na osi czasu",
        "pic_zoom_in": "Powiększ",
        "pic_zoom_out": "Pomniejsz",
    },
}
