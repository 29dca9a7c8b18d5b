"""A first mapping out of a list: its columns, with a guess at what each means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from clusteratlas.importers import territories
from clusteratlas.importers.mapping.lists import Rows, lists_of
from clusteratlas.importers.ntriples import slug
from clusteratlas.importers.report import ImportReport
from clusteratlas.importers.tables.reading import Table
from clusteratlas.importers.tables.sources import Source

_SAMPLE: Final = 200
_SHOWN: Final = 60
# Beginnings of words in the titles of columns, most telling first; diacritics are left out.
_WORDS: Final = (
    (
        "project.end",
        "end|ende|enddatum|zakoncz|koniec|fin|fine|sfarsit|finaliz|ukonc|konec|slut|slutdatum",
    ),
    ("project.start", "start|begin|beginn|debut|inizio|rozpocz|zahaj|incep|inceput|anfang"),
    ("funding.rate", "rate|satz|quote|procent|prozent|percent|taux|tasso|stopa|mira|rata"),
    ("funding.eu-contribution", "eu|ue|unii|dofinansowanie|efre|feder|fesr|esf|fse|union|unions"),
    ("funding.total-value", "total|gesamt|wartosc|cout|costo|celkov|valoare|depenses|hodnota"),
    ("organisation.vat", "vat|nip|tva|ust|dic|cui|iva|partita"),
    ("organisation.postcode", "postcode|plz|postleitzahl|cap|psc|pocztowy|postal|postnummer|zip"),
    ("organisation.city", "city|town|ort|stadt|miejscowosc|ville|comune|obec|localitate|ciudad"),
    ("organisation.street", "street|strasse|ulica|rue|via|ulice|strada|calle|adres|address"),
    ("organisation.nuts", "nuts"),
    ("organisation.country", "country|land|kraj|pays|paese|zeme|tara|pais|stat"),
    ("organisation.homepage", "website|www|homepage|url|strona|site|web"),
    ("participation.role", "role|rolle|rola|roll|ruolo|organisationsroll"),
    ("project.fund", "fund|fonds|fundusz|fondo|fond"),
    ("project.programme", "programme|program|programm|programma"),
    ("project.subject", "dziedzina|theme|thema|tema|priority|prioritat|kategorie|category|axe"),
    ("project.region", "region|bundesland|wojewodztwo|kraj|regione|judet|province|departement"),
    (
        "organisation.name",
        (
            "beneficiary|beneficjent|begunstigter|beneficiaire|beneficiario|prijemce|beneficiar|"
            "partner|member|organisation|organization|organisationsnamn|mitglied|czlonek|firma|"
            "zadatel|company|nazwa|name|nazev|denumire"
        ),
    ),
    ("project.description", "description|summary|opis|beschreibung|resume|sintesi|anotace|cil"),
    ("project.identifier", "contract|umowa|umowy|numer|nummer|number|aktenzeichen|cup|kod|smis|id"),
    (
        "project.title",
        (
            "title|project|projektnamn|projekt|projet|progetto|operation|tytul|bezeichnung|titolo|"
            "titre|nazev|titlu|titlul|proiect|vorhaben|intitule"
        ),
    ),
)
# A column of types is none of names.
_SORTS: Final = ("typ", "type", "tipo", "art")
_TYPED: Final = {"project.start": "date", "project.end": "date"}
_DAYS: Final = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), ""),
    (re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"), "%d.%m.%Y"),
    (re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"), "%d/%m/%Y"),
    (re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"), "%d-%m-%Y"),
)
_NUMBER: Final = re.compile(r"-?[0-9][0-9 .,'’\u00a0\u202f]*")
_NUTS: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_COMMA: Final = re.compile(r",[0-9]{1,2}$")
_DOT: Final = re.compile(r"\.[0-9]{1,2}$")

_HEAD: Final = """\
# A first mapping of {file}: complete what is marked with TODO, and see that each `means` is right.
# Then: clusteratlas mapping check {mapping} {file}

importer: {importer}
name: {name}
title:
  en: "TODO: what the list is, in English"
  pl: "TODO: co to za wykaz, po polsku"
publisher: "TODO: who publishes it"
# sources:
#   - {{path: http://…}}
language: en  # TODO: of the titles, such as pl or de
path: {file}

"""


def sketch(source: Source) -> str:
    """A mapping in YAML for a list. Raises ImportRefused where it is no table."""
    rows = lists_of(source)
    sample = [fields for _, fields in islice(rows.rows(ImportReport()), _SAMPLE)]
    columns = [
        (name, [fields[at].strip() for fields in sample if fields[at].strip()])
        for at, name in enumerate(rows.header.names)
    ]
    meanings = _meanings(columns)
    money = any(means.startswith("funding.") for means in meanings)
    name = slug(source.name.split(".")[0])
    parts = [_head(source, name, meanings), _written(rows, columns)]
    if money:
        parts.append("constants:\n  funding.currency: EUR  # TODO\n\n")
    parts.append("schema:\n  fields:\n")
    for (title, values), means in zip(columns, meanings, strict=True):
        if title:
            parts.append(_field(title, values, means))
    return "".join(parts)


def _head(source: Source, name: str, meanings: Sequence[str]) -> str:
    importer = "table"
    if "participation.role" in meanings:
        importer = "interreg"
    elif "project.title" in meanings:
        importer = "cohesion"
    return _HEAD.format(
        file=_quoted(source.name), mapping=f"{name}.yaml", importer=importer, name=name
    )


def _written(rows: Rows, columns: Sequence[tuple[str, Sequence[str]]]) -> str:
    """How the list is written, as far as it shows."""
    parts = []
    if isinstance(rows, Table) and rows.source.kind != "workbook":
        delimiter = "tab" if rows.layout.delimiter == "\t" else rows.layout.delimiter
        parts.append(f'encoding: {rows.layout.encoding}\ndialect:\n  delimiter: "{delimiter}"\n')
    numbers = [value for _, values in columns if _are_numbers(values) for value in values]
    commas, dots = (sum(bool(m.search(v)) for v in numbers) for m in (_COMMA, _DOT))
    if commas or dots:
        parts.append(f'numbers:\n  decimalChar: "{"," if commas > dots else "."}"\n')
    formats = {form for _, values in columns if (form := _day_format(values))}
    if formats:
        parts.append(f'dates:\n  format: "{min(formats)}"\n')
    return "".join([*parts, "\n"])


def _meanings(columns: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """A guess for each column; `nothing` where there is none, or where a better one took it."""
    taken: set[str] = set()
    found = []
    for title, values in columns:
        guess = next((means for means in _guesses(title, values) if means not in taken), "nothing")
        if guess != "nothing":
            taken.add(guess)
        found.append(guess)
    if "project.title" not in taken:
        found = [
            means if not means.startswith(("project.", "funding.")) else "nothing"
            for means in found
        ]
    if "organisation.name" not in taken:
        found = [means if not means.startswith("organisation.") else "nothing" for means in found]
    return found


def _guesses(title: str, values: Sequence[str]) -> list[str]:
    words = territories.fold(title.replace("_", " ")).split()
    if any(word.endswith(_SORTS) for word in words):
        return []
    is_number, is_day = _are_numbers(values), _day_format(values) is not None
    found = []
    for means, beginnings in _WORDS:
        if means.startswith("funding.") and not is_number:
            continue
        if (means in _TYPED) != is_day:
            continue
        if means == "organisation.nuts" and not all(map(_NUTS.fullmatch, values)):
            continue
        known = beginnings.split("|")
        if any(
            word == start or (len(start) > 3 and word.startswith(start))
            for word in words
            for start in known
        ):
            found.append(means)
    return found


def _are_numbers(values: Sequence[str]) -> bool:
    return bool(values) and all(_NUMBER.fullmatch(value) for value in values)


def _day_format(values: Sequence[str]) -> str | None:
    """The format of days, '' for ISO 8601; None where the values are no days."""
    for pattern, form in _DAYS:
        if values and all(pattern.fullmatch(value) for value in values):
            return form
    return None


def _field(title: str, values: Sequence[str], means: str) -> str:
    example = f"  # such as: {values[0][:_SHOWN]}" if values else ""
    example = example.replace("\n", " ")
    return f"    - name: {_quoted(title)}{example}\n      means: {means}\n"


def _quoted(text: str) -> str:
    if re.fullmatch(r"[\w][\w ./()-]*", text) and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
