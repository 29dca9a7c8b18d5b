"""What the first page says."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "home_title": "Europe’s innovation clusters",
        "home_headline": "Who works with whom, where, and on whose money",
        "home_what": (
            "An atlas of Europe’s innovation clusters, their projects, partners and funding. Every "
            "fact names the document and the paragraph that it was read from; where two sources "
            "disagree, both stand."
        ),
        "home_try": "Try",
        "home_map": "Clusters and their regions",
        "home_map_all": "Open the map",
        "home_questions": "Three questions to begin with",
        "home_questions_all": "All questions",
        "home_question_members": "How has Klaster LifeScience Kraków grown, and who says so?",
        "home_question_members_why": (
            "Its member counts over time, each with the document and the paragraph that states it."
        ),
        "home_question_partners": "Which countries do the partners of a project come from?",
        "home_question_partners_why": (
            "Pick a project by its name; partners are counted once for each country."
        ),
        "home_question_conflicts": "Where do the sources contradict each other?",
        "home_question_conflicts_why": (
            "Pairs of values that cannot both hold, set apart from series and from rounding."
        ),
        "home_kinds": "What is in it",
        "home_sources": "Where it comes from",
        "home_sources_all": "All sources",
        "home_facts": "Statements",
        "home_fresh": "This version was made on {made} UTC.",
        "home_programs": "Ask it yourself",
        "home_programs_what": (
            "Everything here is linked data. Ask in SPARQL, in the browser or from R, Python and "
            "Excel, take any page as Turtle or JSON-LD, or call a saved question as a web service."
        ),
        "home_editor": "Open the SPARQL editor",
        "home_api": "Questions as a web service",
    },
    "pl": {
        "home_title": "Klastry innowacji w Europie",
        "home_headline": "Kto z\u00a0kim współpracuje, gdzie i\u00a0za czyje pieniądze",
        "home_what": (
            "Atlas klastrów innowacji w Europie, ich projektów, partnerów i\u00a0finansowania. "
            "Przy każdym fakcie podany jest dokument i akapit, z\u00a0którego pochodzi; gdy dwa "
            "źródła się różnią, podane są oba."
        ),
        "home_try": "Na przykład",
        "home_map": "Klastry i ich regiony",
        "home_map_all": "Otwórz mapę",
        "home_questions": "Trzy pytania na początek",
        "home_questions_all": "Wszystkie pytania",
        "home_question_members": "Jak rósł Klaster LifeScience Kraków i kto to podaje?",
        "home_question_members_why": (
            "Liczby członków w czasie, każda z dokumentem i\u00a0akapitem, z\u00a0którego pochodzi."
        ),
        "home_question_partners": "Z jakich krajów pochodzą partnerzy projektu?",
        "home_question_partners_why": (
            "Wybierz projekt po nazwie; w każdym kraju partner liczy się raz."
        ),
        "home_question_conflicts": "Gdzie źródła są ze sobą sprzeczne?",
        "home_question_conflicts_why": (
            "Pary wartości, które nie mogą być jednocześnie prawdziwe – bez szeregów i zaokrągleń."
        ),
        "home_kinds": "Co zawiera",
        "home_sources": "Skąd to wiadomo",
        "home_sources_all": "Wszystkie źródła",
        "home_facts": "Stwierdzenia",
        "home_fresh": "Ta wersja powstała {made} UTC.",
        "home_programs": "Zapytaj po swojemu",
        "home_programs_what": (
            "Wszystko tutaj to dane powiązane. Pytaj w SPARQL w przeglądarce albo z R, Pythona i "
            "Excela, pobierz każdą stronę jako Turtle lub JSON-LD albo wywołaj zapisane pytanie "
            "jak usługę sieciową."
        ),
        "home_editor": "Otwórz edytor SPARQL",
        "home_api": "Pytania jako usługa",
    },
}
