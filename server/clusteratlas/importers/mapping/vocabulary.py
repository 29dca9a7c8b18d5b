"""Words in the titles of columns, in the languages of lists, and what they tell of a meaning.

They are beginnings of words, in small letters without diacritics; those of up to four letters are
whole words. A greater number tells more.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

_TITLES: Final[Mapping[str, Mapping[int, str]]] = {
    "project.title": {
        3: "title tytul titel titol titre intitul bezeichnung titul nazov projektnamn cime",
        1: "project projekt projet progett proyect proiect operati operac vorhaben hanke name "
        "nazwa nazwy nom nombre nome nazev denumire designac megnevezes проект наименован",
    },
    "project.identifier": {
        3: "contract umowa umowy aktenzeichen cup smis azonosito",
        2: "identifi id numer nummer number registr codigo code cod kod cislo номер",
        1: "project projekt projet progett proyect proiect operati operac vorhaben проект",
    },
    "project.start": {
        3: "start begin beginn debut inizio inici rozpocz zahaj incep anfang od начал kezdet",
        1: "date data datum fecha",
    },
    "project.end": {
        3: "end ende endes fin fine zakoncz koniec sfarsit finaliz ukonc konec slut conclu do "
        "befejez краи краина",
        1: "date data datum fecha",
    },
    "project.fund": {3: "fund funds fonds fundusz fondo fond фонд alap"},
    "project.programme": {
        3: "program",
        1: "name nazwa nazwy nom nazev nombre libelle designac descr",
    },
    "project.region": {
        3: "region wojewodztw bundesland regiao judet provinc departement megye местонахожд",
        2: "miejsce lokalizac locali standort misto helye location",
    },
    "project.nuts": {3: "nuts nuts2 nuts3"},
    "project.status": {3: "status stav stavu stan stato estado zustand etat статус allapot"},
    "project.subject": {
        3: "interven dziedzin theme thema tema categor kategor ambito beavatk",
        2: "zakres obszar priority prioritat field domaine",
    },
    "project.call": {3: "call nabor vyzva vyzvy aviso konstrukc appel bando"},
    "project.description": {
        3: "description summary opis beschreibung resume sintesi anotac zusammenfassung cil "
        "finalidad purpose zweck gegenstand descripcion",
    },
    "organisation.name": {
        3: "beneficiar beneficiai beneficjen begunstigt prijemc prijimatel kedvezmenyezett palyaz "
        "zadatel бенефициент organisationsnamn member mitglied czlonek czlonka miembro membro "
        "company firma unternehmen entreprise empresa azienda spolka partner",
        2: "organisation organization organizacj organisme entit entidad",
        1: "name nazwa nazwy nom nombre nome nazev denumire denom neve",
    },
    "organisation.identifier": {
        3: "nif cif siret siren codfisc regon krs ico ic",
        2: "identifi id codigo fiscal register",
        1: "beneficiar beneficiai beneficjen begunstigt prijemc organisation",
    },
    "organisation.vat": {4: "vat nip tva ust ustid dic cui iva adoszam"},
    "organisation.pic": {4: "pic"},
    "organisation.postcode": {
        4: "postcode plz postleitzahl cap psc pocztow postal postnummer zip iranyitoszam cp",
    },
    "organisation.city": {
        3: "city town ort stadt sitz miejscowosc miasto ville commune comune obec localit ciudad "
        "municip concelho telepules siedzib",
    },
    "organisation.street": {
        3: "street strasse ulica rue via ulice strada calle adres address anschrift",
    },
    "organisation.country": {3: "country land kraj pays paese pais zeme tara stat orszag"},
    "organisation.homepage": {4: "website www homepage url strona site web webseite internet"},
    "organisation.sme": {4: "sme msp kmu pme pyme pmi"},
    "cluster.name": {5: "cluster clusters klaster klastra klastry grappe"},
    "cluster.sector": {4: "sector sektor branza branche secteur settore"},
    "participation.role": {4: "role rolle rola roll ruolo organisationsroll papel"},
    "membership.start": {
        3: "joined since seit beitritt przystapien od depuis desde dal",
        1: "member mitglied czlonek czlonka date data datum",
    },
    "membership.level": {
        4: "level mitgliedsart mitgliedschaft",
        3: "status statut poziom kategoria categorie art rodzaj",
    },
    "funding.rate": {
        4: "rate satz quote taux tasso tasa stopa mira arany poziom taxa unionskofinanzierungssatz",
        3: "procent prozent percent pourcentage porcentaj percentagem",
    },
    "funding.eu-contribution": {
        3: "eu ue es ес unii unij union unione europ feder fesr efre efs esf fse",
        2: "dofinansowan prispevek ayuda aide contribut forder бфп megitelt fundo support",
        1: "amount montant betrag kwota fund finanz",
    },
    "funding.national-contribution": {3: "national krajow narodni"},
    "funding.total-cost": {
        6: "eligi elegi kwalifikow zpusobil forderfah ammissib admissib opravnen elszamol",
        2: "cost costs kosten gesamtkosten koszt koszty cout costo custo coste",
    },
    "funding.total-value": {
        4: "gesamtkosten",
        3: "total gesamt wartosc celkov valoare valor hodnota обща osszkolt",
        2: "budget",
        1: "value expenditure depens amount tot",
    },
    "funding.currency": {4: "currency waluta wahrung devise moneda moeda mena valuta"},
}
MEANT: Final = tuple(_TITLES)
"""The meanings that titles may tell of."""
AT_WORK: Final = ("operati", "operac", "projekt", "project", "vorhaben", "realiza", "standort")
"""Beginnings of words of titles that tell where the work is done, not where somebody sits."""
SORTS: Final = frozenset(["typ", "type", "tipo", "art", "tipologia", "rodzaj", "forma", "form"])
"""Words of titles of columns that hold sorts of things, not their names."""
SIGNS: Final = MappingProxyType(
    {"eur": "EUR", "€": "EUR", "euro": "EUR", "zl": "PLN", "pln": "PLN", "czk": "CZK", "kc": "CZK",
     "ft": "HUF", "huf": "HUF", "£": "GBP", "gbp": "GBP", "лв": "BGN", "lei": "RON", "sek": "SEK"}
)  # fmt: skip
"""Currencies by the words of titles."""


@cache
def weight(word: str, means: str) -> int:
    """How much a word of a title tells for a meaning, 0 where nothing."""
    for told, beginnings in _TITLES[means].items():
        for beginning in beginnings.split():
            if word == beginning or (len(beginning) > 4 and word.startswith(beginning)):
                return told
    return 0
