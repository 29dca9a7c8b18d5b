"""The texts of the pages of places, programmes, funders and sources, and of the conflict ledger."""

from __future__ import annotations

from typing import Any

from clusteratlas.terms import CA, PREFIXES

_DC, _FOAF, _SKOS = PREFIXES["dcterms"], PREFIXES["foaf"], PREFIXES["skos"]
_SCHEMA, _VCARD = PREFIXES["schema"], PREFIXES["vcard"]

# What properties of other vocabularies are called; the ontology labels its own in both languages.
_PROPERTIES = {
    "en": {
        f"{CA}during": "when",
        f"{_DC}title": "title",
        f"{_DC}description": "description",
        f"{_DC}identifier": "number",
        f"{_DC}isPartOf": "part of",
        f"{_DC}issued": "published",
        f"{_DC}language": "language",
        f"{_DC}coverage": "area covered",
        f"{_DC}creator": "author",
        f"{_DC}source": "address",
        f"{_FOAF}name": "name",
        f"{_FOAF}homepage": "website",
        f"{_FOAF}account": "account",
        f"{_SKOS}prefLabel": "name",
        f"{_SKOS}altLabel": "also called",
        f"{_SKOS}hiddenLabel": "also written",
        f"{_SKOS}notation": "code",
        f"{_SKOS}broader": "lies in",
        f"{_SKOS}exactMatch": "same as",
        f"{_SCHEMA}alternateName": "short name",
        f"{_SCHEMA}vatID": "VAT number",
        f"{_SCHEMA}foundingDate": "founded",
        f"{_SCHEMA}founder": "founder",
        f"{_SCHEMA}organizer": "organiser",
        f"{_SCHEMA}sponsor": "sponsor",
        f"{_VCARD}locality": "town",
        f"{_VCARD}postal-code": "postcode",
        f"{_VCARD}street-address": "street",
        f"{PREFIXES['geo']}hasGeometry": "position",
        f"{PREFIXES['rdfs']}comment": "remark",
        f"{PREFIXES['org']}unitOf": "unit of",
        f"{PREFIXES['org']}postIn": "post in",
        f"{PREFIXES['org']}memberOf": "member of",
    },
    "pl": {
        f"{CA}during": "kiedy",
        f"{_DC}title": "tytuł",
        f"{_DC}description": "opis",
        f"{_DC}identifier": "numer",
        f"{_DC}isPartOf": "część",
        f"{_DC}issued": "data publikacji",
        f"{_DC}language": "język",
        f"{_DC}coverage": "zasięg",
        f"{_DC}creator": "autor",
        f"{_DC}source": "adres",
        f"{_FOAF}name": "nazwa",
        f"{_FOAF}homepage": "strona internetowa",
        f"{_FOAF}account": "konto",
        f"{_SKOS}prefLabel": "nazwa",
        f"{_SKOS}altLabel": "inna nazwa",
        f"{_SKOS}hiddenLabel": "inna pisownia",
        f"{_SKOS}notation": "kod",
        f"{_SKOS}broader": "leży w",
        f"{_SKOS}exactMatch": "to samo co",
        f"{_SCHEMA}alternateName": "nazwa skrócona",
        f"{_SCHEMA}vatID": "numer VAT",
        f"{_SCHEMA}foundingDate": "rok założenia",
        f"{_SCHEMA}founder": "założyciel",
        f"{_SCHEMA}organizer": "organizator",
        f"{_SCHEMA}sponsor": "sponsor",
        f"{_VCARD}locality": "miejscowość",
        f"{_VCARD}postal-code": "kod pocztowy",
        f"{_VCARD}street-address": "ulica",
        f"{PREFIXES['geo']}hasGeometry": "położenie",
        f"{PREFIXES['rdfs']}comment": "uwaga",
        f"{PREFIXES['org']}unitOf": "jednostka w",
        f"{PREFIXES['org']}postIn": "stanowisko w",
        f"{PREFIXES['org']}memberOf": "członek",
    },
}

TEXTS: dict[str, dict[str, Any]] = {
    "en": {
        "property_words": _PROPERTIES["en"],
        "quantity_units": {
            "conference": {"one": "conference", "other": "conferences"},
            "country": {"one": "country", "other": "countries"},
            "institution": {"one": "institution", "other": "institutions"},
            "month": {"one": "month", "other": "months"},
            "person": {"one": "person", "other": "people"},
            "region": {"one": "region", "other": "regions"},
            "session": {"one": "session", "other": "sessions"},
            "start-up": {"one": "start-up", "other": "start-ups"},
        },
        "pager_previous": "Previous page",
        "pager_next": "Next page",
        "pager_page": "Page {0} of {1}",
        "pager_more_than": "more than",
        "pager_end": "The list is longer than is shown here. Ask for all of it by SPARQL.",
        "said_yes": "yes",
        "said_no": "no",
        # Territories
        "territory_kinds": {
            "Country": "Country",
            "Region": "Region",
            "BioRegion": "Bio-region",
            "Locality": "Locality",
            "MacroArea": "Part of the world",
            "Territory": "Territory",
        },
        "territory_crumbs": "Lies in",
        "territory_nuts": "NUTS code",
        "territory_editions": "NUTS",
        "territory_iso": "ISO 3166-1 code",
        "territory_in": "Lies in",
        "territory_same": "Same as",
        "territory_map_title": "{name}: who is where",
        "territory_map_how": (
            "Of {listed} that are listed on this page {placed} have a place of their own or of a "
            "region within."
        ),
        "territory_tree": "In the tree of regions",
        "territory_parts": "Within it",
        "territory_beside": "Others in {0}",
        "territory_clusters": "Clusters",
        "territory_residents": "Organisations and others here",
        "territory_ranked": "Those with the most projects come first.",
        "territory_unranked": (
            "There are too many to be sorted: they come in the order of the index."
        ),
        "territory_who": "Name",
        "territory_kind": "Kind",
        "territory_where": "Where",
        "territory_participations": "Participations",
        "territory_programmes": "Funding by programme",
        "territory_programmes_how": (
            "Projects with someone from here, and the amounts stated for the participations from "
            "here. Kinds of money must not be added to each other."
        ),
        "territory_programmes_first": (
            "Counted over the first {0} participations; there are more, and so no sums are given."
        ),
        "territory_programmes_query": "A saved query adds up all of them.",
        "territory_programme": "Programme",
        "territory_projects": "Projects",
        "territory_money": "Stated amounts",
        "territory_no_programme": "no programme stated",
        "territory_no_money": "none stated",
        "territory_partner_countries": "Partner countries",
        "territory_partner_regions": "Partner regions",
        "territory_partners_how": "Where those are who take part in the same projects.",
        "territory_partners_first": (
            "Where those are who take part in the same projects: counted over the first {0} "
            "partnerships; there are more."
        ),
        "territory_partners_query": "A saved query counts all pairs of regions.",
        "territory_joint_projects": "Common projects",
        "territory_partners": "Partners",
        "territory_policies": "Policies",
        "territory_meant_for": "Meant for this territory",
        # Programmes and funders
        "programme_kinds": {
            "Programme": "Programme",
            "ProgrammeActivity": "Part of a programme",
            "CallTopic": "Call topic",
        },
        "programme_crumbs": "Part of",
        "programme_period": "When",
        "programme_timeline": "Timeline",
        "programme_funders": "Paid by",
        "programme_number": "Number",
        "programme_part_of": "Part of",
        "programme_sources": "Projects known from",
        "programme_money": "Funding of its projects",
        "programme_money_how": (
            "As stated, by kind and currency. Kinds must not be added to each other: a "
            "contribution is a part of the total value. Where several lists state an amount of one "
            "project, the one that says most counts."
        ),
        "programme_money_many": (
            "It has more than {0} projects: their amounts are not added up here."
        ),
        "programme_money_query": "The query that adds them up",
        "programme_money_none": "No amounts are stated.",
        "programme_money_kind": "Kind",
        "programme_money_sum": "Sum",
        "programme_money_projects": "Stated for",
        "programme_of": "{0} of {1}",
        "programme_own_money": "Funding of the programme",
        "programme_parts": "Parts",
        "programme_projects": "Projects",
        "programme_project": "Project",
        "programme_amounts": "Amounts as stated",
        "funder_kind": "Funder",
        "funder_programmes": "Programmes that it pays for",
        "funder_fundings": "Money that is said to be its own",
        "funder_takes_part": "Projects that it takes part in",
        # Sources
        "sources_title": "Sources",
        "sources_lead": (
            "Everything in the atlas comes out of one of these sources, and each keeps a named "
            "graph of its own. Nothing is overwritten where two of them disagree."
        ),
        "sources_ranks": (
            "The rank says how far a source is trusted, 1 being the most: where sources contradict "
            "each other, the value of the better rank is preferred."
        ),
        "sources_imported": "Official lists",
        "sources_texts": "Texts",
        "sources_reference": "The atlas’s own reference data",
        "sources_reference_lead": (
            "Territories, identities, code lists and the ontology: kept by the atlas itself, "
            "without a source document."
        ),
        "sources_graph": "Source",
        "sources_none": "This store has no described sources.",
        "source_kind_reference": "Reference data of the atlas",
        "source_kind_imported": "Source: an imported list",
        "source_kind_text": "Source: a text",
        "source_publisher": "Publisher",
        "source_address": "Address",
        "source_issued": "Published",
        "source_retrieved": "Retrieved",
        "source_languages": "Language",
        "source_licence": "Licence",
        "source_rank": "Rank",
        "source_rank_means": "1 is the most trusted.",
        "source_triples": "Triples",
        "source_checksum": "Checksum",
        "source_files": "File",
        "source_importer": "Importer",
        "source_download": "Download the graph",
        "source_documents": "Documents",
        "source_document": "Document",
        "source_passages": "Passages",
        "source_import": "The import",
        "source_imported": "Imported on",
        "source_edited": (
            "The graph was written to since, so that it is no longer just what the files say."
        ),
        "source_file": "File",
        "source_bytes": "Bytes",
        "source_rows": "Rows",
        "source_row": "row",
        "source_made": "Made of it",
        "source_made_words": {
            "organisation": "organisations",
            "project": "projects",
            "programme": "programmes",
            "concept": "concepts",
            "participation": "participations",
            "funding": "amounts of funding",
            "call topic": "call topics",
            "region": "regions",
            "country": "countries",
            "cluster": "clusters",
        },
        "source_set_aside": "Rows set aside",
        "source_oddities": "What was odd, and was read all the same",
        "source_none": "none",
        # Documents and passages
        "document_kind": "Source document",
        "document_list": "Source document: a list",
        "document_graphs": "Held in",
        "document_rows": "Rows that state something",
        "document_passages": "Paragraphs that state something",
        "document_last": "the last is number {0}",
        "document_facts": "Facts by paragraph",
        "document_facts_by_row": "Facts by row",
        "document_how": (
            "Paragraphs are counted from 1, headings and bullets included. Each fact stands as "
            "this source has it."
        ),
        "document_how_rows": (
            "Rows go by the line of the file on which they begin, the header being line 1. Each "
            "fact stands as this list has it."
        ),
        "document_jump": "Go to paragraph",
        "document_jump_row": "Go to row",
        "document_go": "Go",
        "document_none_here": "Nothing is stated from here on.",
        "document_reading": "Reading on",
        "document_before": "Earlier",
        "document_after": "Later",
        "passage_kind": "Passage of a source",
        "passage_row": "Row",
        "passage_paragraph": "Paragraph",
        "passage_of": "of",
        "passage_states": "What it states",
        "passage_speaks_of": "Speaks of",
        "passage_says_of_it": "what this source says of it",
        "passage_is_cut": "It states more than is shown here.",
        "passage_empty": "Nothing is taken from it.",
        "passage_before": "Previous",
        "passage_after": "Next",
        # The conflict ledger
        "conflicts_title": "Where sources disagree",
        "conflicts_lead": (
            "What sources state of the same thing and the same measure, compared pair by pair. All "
            "values stay in the atlas; where they contradict each other, one may be preferred."
        ),
        "conflicts_how": "How values are compared",
        "conflicts_kinds": {
            "conflict": "conflict",
            "imprecision": "imprecise",
            "series": "series",
        },
        "conflicts_kinds_many": {
            "conflict": "Conflicts",
            "imprecision": "Imprecise",
            "series": "Series",
        },
        "conflicts_signs": {"conflict": "bad", "imprecision": "caution", "series": ""},
        "conflicts_meanings": {
            "conflict": (
                "The values cannot both hold: they are said of a time that can be the same, and no "
                "number satisfies both bounds. Amounts of money are compared between sources, not "
                "within one."
            ),
            "imprecision": (
                "The values differ, but their bounds leave room for a number that satisfies both. "
                "“About” leaves a tenth on either side."
            ),
            "series": (
                "The values are said of times that cannot overlap: the quantity may have changed."
            ),
        },
        "conflicts_preferred": "preferred",
        "conflicts_rule": (
            "The value whose source has the best rank is preferred to those that it contradicts; a "
            "value that several sources state takes the best of their ranks. Where the best rank "
            "is shared, none is preferred."
        ),
        "conflicts_queries": "The same as saved queries:",
        "conflicts_about": "Only about",
        "conflicts_all_things": "Show all things",
        "conflicts_kinds_nav": "Kind of difference",
        "conflicts_all": "All",
        "conflicts_none": "Nothing here is told differently.",
        "conflicts_value": "Value",
        "conflicts_when": "When",
        "conflicts_undated": "not dated",
        "conflicts_months": "{0} to {1} months",
        "conflicts_period_allows": "what the dates of the project allow",
        "conflicts_of_pairs": {
            "conflict": "they cannot both hold.",
            "imprecision": "both can hold within their bounds.",
            "series": "said of different times.",
        },
        "conflicts_of_periods": {
            "conflict": "does not fit the dates of the project.",
            "imprecision": "fits the dates of the project, which are not exact.",
            "agreement": "fits the dates of the project.",
        },
        "conflicts_choices": {
            "by-rank": "preferred, because its source has rank {0}.",
            "same-rank": (
                "No value is preferred: the best rank is shared by values that contradict each "
                "other."
            ),
            "no-rank": "No value is preferred: not every source has a rank.",
        },
        "conflicts_one_source": (
            "All of it stands in one document: it keeps more than one record of what the atlas "
            "takes for one thing."
        ),
        "conflicts_pages": "Pages of the ledger",
        "conflicts_parts": "Parts of the atlas",
        "conflicts_part": (
            "Part {0} of the atlas. The ledger is read in parts, so that it opens at once however "
            "much there is."
        ),
        "conflicts_part_before": "Previous part",
        "conflicts_part_after": "Next part",
        "conflicts_cut": (
            "This part holds more than is compared here. The saved queries compare everything."
        ),
    },
    "pl": {
        "property_words": _PROPERTIES["pl"],
        "quantity_units": {
            "conference": {
                "one": "konferencja",
                "few": "konferencje",
                "many": "konferencji",
                "other": "konferencji",
            },
            "country": {"one": "kraj", "few": "kraje", "many": "krajów", "other": "kraju"},
            "institution": {
                "one": "instytucja",
                "few": "instytucje",
                "many": "instytucji",
                "other": "instytucji",
            },
            "month": {"one": "miesiąc", "few": "miesiące", "many": "miesięcy", "other": "miesiąca"},
            "person": {"one": "osoba", "few": "osoby", "many": "osób", "other": "osoby"},
            "region": {"one": "region", "few": "regiony", "many": "regionów", "other": "regionu"},
            "session": {"one": "sesja", "few": "sesje", "many": "sesji", "other": "sesji"},
            "start-up": {
                "one": "start-up",
                "few": "start-upy",
                "many": "start-upów",
                "other": "start-upu",
            },
        },
        "pager_previous": "Poprzednia strona",
        "pager_next": "Następna strona",
        "pager_page": "Strona {0} z {1}",
        "pager_more_than": "ponad",
        "pager_end": "Lista jest dłuższa, niż tu pokazano. Całą można pobrać zapytaniem SPARQL.",
        "said_yes": "tak",
        "said_no": "nie",
        "territory_kinds": {
            "Country": "Kraj",
            "Region": "Region",
            "BioRegion": "Bioregion",
            "Locality": "Miejscowość",
            "MacroArea": "Część świata",
            "Territory": "Obszar",
        },
        "territory_crumbs": "Położenie",
        "territory_nuts": "Kod NUTS",
        "territory_editions": "NUTS",
        "territory_iso": "Kod ISO 3166-1",
        "territory_in": "Leży w",
        "territory_same": "To samo co",
        "territory_map_title": "{name}: kto jest gdzie",
        "territory_map_how": (
            "Własne położenie albo położenie mniejszego regionu ma {placed} z {listed} "
            "wymienionych na tej stronie."
        ),
        "territory_tree": "W drzewie regionów",
        "territory_parts": "W jego granicach",
        "territory_beside": "Inne w obszarze: {0}",
        "territory_clusters": "Klastry",
        "territory_residents": "Organizacje i inni na tym obszarze",
        "territory_ranked": "Najpierw ci, którzy mają najwięcej projektów.",
        "territory_unranked": (
            "Jest ich zbyt wielu, by ich uporządkować: podano ich w kolejności indeksu."
        ),
        "territory_who": "Nazwa",
        "territory_kind": "Rodzaj",
        "territory_where": "Gdzie",
        "territory_participations": "Udziały w projektach",
        "territory_programmes": "Finansowanie według programów",
        "territory_programmes_how": (
            "Projekty, w których ktoś stąd bierze udział, i kwoty podane dla udziałów stąd. Kwot "
            "różnych rodzajów nie wolno dodawać do siebie."
        ),
        "territory_programmes_first": (
            "Policzono pierwsze udziały w projektach (do {0}); jest ich więcej, dlatego nie podano "
            "sum."
        ),
        "territory_programmes_query": "Wszystkie sumuje zapisane zapytanie.",
        "territory_programme": "Program",
        "territory_projects": "Projekty",
        "territory_money": "Podane kwoty",
        "territory_no_programme": "nie podano programu",
        "territory_no_money": "nie podano",
        "territory_partner_countries": "Kraje partnerów",
        "territory_partner_regions": "Regiony partnerów",
        "territory_partners_how": (
            "Gdzie mają siedzibę ci, którzy biorą udział w tych samych projektach."
        ),
        "territory_partners_first": (
            "Gdzie mają siedzibę ci, którzy biorą udział w tych samych projektach. Policzono "
            "pierwsze powiązania (do {0}); jest ich więcej."
        ),
        "territory_partners_query": "Wszystkie pary regionów liczy zapisane zapytanie.",
        "territory_joint_projects": "Wspólne projekty",
        "territory_partners": "Partnerzy",
        "territory_policies": "Polityki i strategie",
        "territory_meant_for": "Przeznaczone dla tego obszaru",
        "programme_kinds": {
            "Programme": "Program",
            "ProgrammeActivity": "Część programu",
            "CallTopic": "Temat naboru",
        },
        "programme_crumbs": "Część",
        "programme_period": "Kiedy",
        "programme_timeline": "Oś czasu",
        "programme_funders": "Finansuje",
        "programme_number": "Numer",
        "programme_part_of": "Część programu",
        "programme_sources": "Projekty znane ze źródeł",
        "programme_money": "Finansowanie projektów",
        "programme_money_how": (
            "Kwoty w brzmieniu źródeł, według rodzaju i waluty. Rodzajów nie wolno dodawać do "
            "siebie: dofinansowanie jest częścią całkowitej wartości. Gdy kwotę jednego projektu "
            "podaje kilka wykazów, liczy się ten, który podaje najwięcej."
        ),
        "programme_money_many": "Program ma ponad {0} projektów: ich kwot tu nie zsumowano.",
        "programme_money_query": "Zapytanie, które je sumuje",
        "programme_money_none": "Nie podano kwot.",
        "programme_money_kind": "Rodzaj",
        "programme_money_sum": "Suma",
        "programme_money_projects": "Podano dla",
        "programme_of": "{0} z {1}",
        "programme_own_money": "Finansowanie programu",
        "programme_parts": "Części",
        "programme_projects": "Projekty",
        "programme_project": "Projekt",
        "programme_amounts": "Kwoty w brzmieniu źródeł",
        "funder_kind": "Podmiot finansujący",
        "funder_programmes": "Finansowane programy",
        "funder_fundings": "Środki, które według źródeł od niego pochodzą",
        "funder_takes_part": "Projekty, w których bierze udział",
        "sources_title": "Źródła",
        "sources_lead": (
            "Wszystko w atlasie pochodzi z jednego z tych źródeł, a każde ma własny graf nazwany. "
            "Gdy dwa źródła się różnią, niczego się nie nadpisuje."
        ),
        "sources_ranks": (
            "Ranga mówi, jak dalece ufa się źródłu; 1 oznacza największe zaufanie. Gdy źródła "
            "sobie przeczą, pierwszeństwo ma wartość ze źródła o lepszej randze."
        ),
        "sources_imported": "Wykazy urzędowe",
        "sources_texts": "Teksty",
        "sources_reference": "Dane referencyjne atlasu",
        "sources_reference_lead": (
            "Obszary, tożsamości, listy kodów i ontologia: prowadzi je sam atlas, bez dokumentu "
            "źródłowego."
        ),
        "sources_graph": "Źródło",
        "sources_none": "W tej bazie nie opisano żadnych źródeł.",
        "source_kind_reference": "Dane referencyjne atlasu",
        "source_kind_imported": "Źródło: zaimportowany wykaz",
        "source_kind_text": "Źródło: tekst",
        "source_publisher": "Wydawca",
        "source_address": "Adres",
        "source_issued": "Data publikacji",
        "source_retrieved": "Data pobrania",
        "source_languages": "Język",
        "source_licence": "Licencja",
        "source_rank": "Ranga",
        "source_rank_means": "1 oznacza największe zaufanie.",
        "source_triples": "Trójki",
        "source_checksum": "Suma kontrolna",
        "source_files": "Plik",
        "source_importer": "Importer",
        "source_download": "Pobierz graf",
        "source_documents": "Dokumenty",
        "source_document": "Dokument",
        "source_passages": "Fragmenty",
        "source_import": "Import",
        "source_imported": "Zaimportowano",
        "source_edited": (
            "Od tego czasu graf zmieniano, więc nie jest już tylko tym, co podają pliki."
        ),
        "source_file": "Plik",
        "source_bytes": "Bajty",
        "source_rows": "Wiersze",
        "source_row": "wiersz",
        "source_made": "Powstało",
        "source_made_words": {
            "organisation": "organizacje",
            "project": "projekty",
            "programme": "programy",
            "concept": "pojęcia",
            "participation": "udziały w projektach",
            "funding": "kwoty finansowania",
            "call topic": "tematy naborów",
            "region": "regiony",
            "country": "kraje",
            "cluster": "klastry",
        },
        "source_set_aside": "Odłożone wiersze",
        "source_oddities": "Osobliwości, które mimo to odczytano",
        "source_none": "brak",
        "document_kind": "Dokument źródłowy",
        "document_list": "Dokument źródłowy: wykaz",
        "document_graphs": "W grafie",
        "document_rows": "Wiersze, które coś stwierdzają",
        "document_passages": "Akapity, które coś stwierdzają",
        "document_last": "ostatni ma numer {0}",
        "document_facts": "Fakty według akapitów",
        "document_facts_by_row": "Fakty według wierszy",
        "document_how": (
            "Akapity liczy się od 1, łącznie z nagłówkami i punktami. Każdy fakt podano tak, jak "
            "podaje go to źródło."
        ),
        "document_how_rows": (
            "Numer wiersza to linia pliku, w której się on zaczyna; nagłówek to linia 1. Każdy "
            "fakt podano tak, jak podaje go ten wykaz."
        ),
        "document_jump": "Przejdź do akapitu",
        "document_jump_row": "Przejdź do wiersza",
        "document_go": "Przejdź",
        "document_none_here": "Od tego miejsca nic więcej nie stwierdzono.",
        "document_reading": "Dalsza lektura",
        "document_before": "Wcześniejsze",
        "document_after": "Dalsze",
        "passage_kind": "Fragment źródła",
        "passage_row": "Wiersz",
        "passage_paragraph": "Akapit",
        "passage_of": "z dokumentu",
        "passage_states": "Co stwierdza",
        "passage_speaks_of": "Mowa o",
        "passage_says_of_it": "co mówi o tym to źródło",
        "passage_is_cut": "Stwierdza więcej, niż tu pokazano.",
        "passage_empty": "Niczego stąd nie zaczerpnięto.",
        "passage_before": "Poprzedni",
        "passage_after": "Następny",
        "conflicts_title": "Gdzie źródła się różnią",
        "conflicts_lead": (
            "Co źródła podają o tej samej rzeczy i tej samej mierze, porównane parami. Wszystkie "
            "wartości pozostają w atlasie; gdy sobie przeczą, jedna może mieć pierwszeństwo."
        ),
        "conflicts_how": "Jak porównuje się wartości",
        "conflicts_kinds": {
            "conflict": "sprzeczność",
            "imprecision": "nieprecyzyjne",
            "series": "szereg",
        },
        "conflicts_kinds_many": {
            "conflict": "Sprzeczności",
            "imprecision": "Nieprecyzyjne",
            "series": "Szeregi",
        },
        "conflicts_signs": {"conflict": "bad", "imprecision": "caution", "series": ""},
        "conflicts_meanings": {
            "conflict": (
                "Wartości nie mogą być jednocześnie prawdziwe: dotyczą czasu, który może być ten "
                "sam, a żadna liczba nie mieści się w granicach obu. Kwoty porównuje się między "
                "źródłami, a nie wewnątrz jednego."
            ),
            "imprecision": (
                "Wartości się różnią, ale ich granice dopuszczają liczbę zgodną z obiema. „Około” "
                "dopuszcza jedną dziesiątą w każdą stronę."
            ),
            "series": (
                "Wartości dotyczą czasów, które nie mogą się pokrywać: wielkość mogła się zmienić."
            ),
        },
        "conflicts_preferred": "preferowana",
        "conflicts_rule": (
            "Pierwszeństwo przed wartościami, którym przeczy, ma wartość ze źródła o najlepszej "
            "randze; wartość podana przez kilka źródeł otrzymuje najlepszą z ich rang. Gdy "
            "najlepsza ranga się powtarza, żadna wartość nie ma pierwszeństwa."
        ),
        "conflicts_queries": "To samo jako zapisane zapytania:",
        "conflicts_about": "Tylko o:",
        "conflicts_all_things": "Pokaż wszystkie rzeczy",
        "conflicts_kinds_nav": "Rodzaj różnicy",
        "conflicts_all": "Wszystkie",
        "conflicts_none": "Nie ma tu niczego, co podawano by różnie.",
        "conflicts_value": "Wartość",
        "conflicts_when": "Kiedy",
        "conflicts_undated": "bez daty",
        "conflicts_months": "od {0} do {1} miesięcy",
        "conflicts_period_allows": "na co pozwalają daty projektu",
        "conflicts_of_pairs": {
            "conflict": "nie mogą być jednocześnie prawdziwe.",
            "imprecision": "obie mogą być prawdziwe w swoich granicach.",
            "series": "dotyczą różnych czasów.",
        },
        "conflicts_of_periods": {
            "conflict": "nie zgadza się z datami projektu.",
            "imprecision": "zgadza się z datami projektu, które nie są dokładne.",
            "agreement": "zgadza się z datami projektu.",
        },
        "conflicts_choices": {
            "by-rank": "ma pierwszeństwo, ponieważ jej źródło ma rangę {0}.",
            "same-rank": (
                "Żadna wartość nie ma pierwszeństwa: najlepszą rangę mają wartości, które sobie "
                "przeczą."
            ),
            "no-rank": "Żadna wartość nie ma pierwszeństwa: nie każde źródło ma rangę.",
        },
        "conflicts_one_source": (
            "Wszystko to stoi w jednym dokumencie: zawiera on więcej niż jeden zapis tego, co "
            "atlas uznaje za jedną rzecz."
        ),
        "conflicts_pages": "Strony rejestru",
        "conflicts_parts": "Części atlasu",
        "conflicts_part": (
            "Część {0} atlasu. Rejestr czyta się częściami, dzięki czemu otwiera się od razu, ile "
            "by danych nie było."
        ),
        "conflicts_part_before": "Poprzednia część",
        "conflicts_part_after": "Następna część",
        "conflicts_cut": (
            "Ta część zawiera więcej, niż tu porównano. Wszystko porównują zapisane zapytania."
        ),
    },
}
"""By language. A word that is counted has a form for each of CLDR's plural categories."""
