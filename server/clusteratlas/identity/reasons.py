"""The reason of a match in words, in English and Polish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from clusteratlas.identity.scoring import Ground, Score
from clusteratlas.identity.spelling import folded
from clusteratlas.languages import ENGLISH, POLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clusteratlas.identity.record import Record

_SCHEMES: Final = {
    "pic": ("participant identification code (PIC)", "kod identyfikacyjny uczestnika (PIC)"),
    "vat": ("VAT number", "numer VAT"),
    "ror": ("ROR identifier", "identyfikator ROR"),
    "lei": ("legal entity identifier (LEI)", "identyfikator podmiotu prawnego (LEI)"),
    "grant": ("grant agreement number", "numer umowy o dotację"),
    "rcn": ("CORDIS record number (RCN)", "numer rekordu CORDIS (RCN)"),
    "nuts": ("NUTS code", "kod NUTS"),
    "country": ("country code", "kod kraju"),
}

_WORDS: Final = {
    Ground.SAME_IDENTIFIER: (
        "both have the {scheme} {value}",
        "oba zapisy mają {scheme_pl} {value}",
    ),
    Ground.SHARED_VAT: (
        "both have the VAT number {value}, which the bodies of a group may share",
        "oba zapisy mają numer VAT {value}, który może być wspólny dla jednostek jednej grupy",
    ),
    Ground.OTHER_IDENTIFIER: (
        "other identifiers of the two differ",
        "inne identyfikatory obu zapisów są różne",
    ),
    Ground.OTHER_NAME: ("the names differ", "nazwy są różne"),
    Ground.NAME_EQUAL: (
        "the names are the same but for case, diacritics, word order and legal form",
        "nazwy są takie same, pominąwszy wielkość liter, diakrytyki, kolejność słów i formę prawną",
    ),
    Ground.NAME_TRANSLATED: (
        "the names say the same in different words, languages or abbreviations",
        "nazwy mówią to samo innymi słowami, w innym języku lub skrótami",
    ),
    Ground.NAME_ALIKE: ("the names are alike", "nazwy są podobne"),
    Ground.ACRONYM: (
        "one name is made of the initials of the other",
        "jedna nazwa składa się z pierwszych liter drugiej",
    ),
    Ground.SHORT_NAME: ("the short names are the same", "nazwy skrócone są takie same"),
    Ground.GENERIC: ("the words of the names are common", "słowa w nazwach są pospolite"),
    Ground.LEGAL_FORM: ("the legal forms differ", "formy prawne są różne"),
    Ground.EXTRA_WORDS: (
        "one name has words that the other lacks",
        "w jednej nazwie są słowa, których brak w drugiej",
    ),
    Ground.KIND: (
        "one name is that of another kind of body",
        "jedna z nazw oznacza inny rodzaj jednostki",
    ),
    Ground.SAME_COUNTRY: ("same country", "ten sam kraj"),
    Ground.UNKNOWN_COUNTRY: (
        "the country of one is not known",
        "kraj jednego z zapisów nie jest znany",
    ),
    Ground.OTHER_COUNTRY: ("different countries", "różne kraje"),
    Ground.SAME_POSTCODE: ("same postcode", "ten sam kod pocztowy"),
    Ground.SAME_PLACE: ("same place", "ta sama miejscowość"),
    Ground.OTHER_PLACE: ("different places", "różne miejscowości"),
    Ground.SAME_REGION: ("same region", "ten sam region"),
    Ground.OTHER_REGION: ("different regions", "różne regiony"),
}  # fmt: skip


def closest_names(one: Record, other: Record) -> tuple[str, str]:
    """Those names of two records that are most alike: what people are to compare."""
    pairs = ((a, b) for a in _names(one) for b in _names(other))
    return max(pairs, key=lambda pair: fuzz.token_sort_ratio(*map(folded, pair)))


def _names(record: Record) -> tuple[str, ...]:
    """The names of a record, else its numbers, else its IRI."""
    numbers = tuple(value for _, value in record.identifiers)
    return record.names or record.short_names or numbers or (record.iri,)


def reason(score: Score, names: tuple[str, str]) -> Mapping[str, str]:
    """Why two records named so may be one thing, a sentence in each language."""
    scheme, value = score.identifier or ("", "")
    english, polish = _SCHEMES.get(scheme, (scheme, scheme))
    words = [_WORDS[ground] for ground in score.grounds]
    values = {"scheme": english, "scheme_pl": polish, "value": value}
    return {
        ENGLISH: _sentence("“{0}” and “{1}”", names, [en.format(**values) for en, _ in words]),
        POLISH: _sentence("„{0}” i „{1}”", names, [pl.format(**values) for _, pl in words]),
    }


def body_reason(score: Score, names: tuple[str, str]) -> Mapping[str, str]:
    """Why an organisation is thought to be the legal body of a cluster, both named so."""
    why = reason(score, names)
    return {
        ENGLISH: f"It bears the name of the cluster. {why[ENGLISH]}",
        POLISH: f"Nosi nazwę klastra. {why[POLISH]}",
    }


def _sentence(quoted: str, names: tuple[str, str], clauses: list[str]) -> str:
    return f"{quoted.format(*names)}: {'; '.join(clauses)}."
