"""The template filters that entity pages share: names, texts, days, numbers, money, sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from flask import Flask
from markupsafe import Markup

from clusteratlas.entities.dossier import Dossier
from clusteratlas.entities.naming import Named
from clusteratlas.entities.periods import Period
from clusteratlas.entities.provenance import Document, Said
from clusteratlas.entities.records import Text
from clusteratlas.languages import pick
from clusteratlas.terms import SCHEME, shorten
from clusteratlas.web.entity_pages import period_wording, wording
from clusteratlas.web.pages import page_language

_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/([\d.]+)/?.*")
_CC0 = re.compile(r"https?://creativecommons\.org/publicdomain/zero/([\d.]+)/?.*")


def install(app: Flask) -> None:
    """Give `app`'s templates these filters."""
    filters: dict[str, Callable[..., object]] = {
        "label": label,
        "lang_attribute": lang_attribute,
        "tag_attribute": tag_attribute,
        "day": _day,
        "period": _period,
        "decimal": _decimal,
        "money": _money,
        "bounded": _bounded,
        "names_given": names_given,
        "quantity": quantity,
        "sentence": sentence,
        "short_iri": shorten,
        "language_name": language_name,
        "plural": _plural,
        "by_document": by_document,
        "licence_name": licence_name,
        "code": code,
    }
    for name, filter_ in filters.items():
        app.add_template_filter(filter_, name)


def label(named: Named) -> str:
    """What the thing is called in the reader's language, else in another."""
    return pick(named.labels, page_language())


def lang_attribute(texts: Mapping[str, str]) -> Markup:
    """` lang="…"` for the text that `in_language` picks, where it is not the page's language."""
    chosen = pick(texts, page_language())
    tags = [tag for tag, text in texts.items() if text == chosen]
    return tag_attribute("" if page_language() in tags else next(iter(tags), ""))


def tag_attribute(tag: str) -> Markup:
    """` lang="…"` for a language tag; nothing for the page's language, or for none."""
    if not _TAG.fullmatch(tag) or tag == page_language():
        return Markup()
    return Markup(' lang="{}"').format(tag)


def by_document(said: Iterable[Said]) -> list[tuple[Document | None, list[Said]]]:
    """Passages of the same document together, in their order."""
    grouped: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        grouped[one.document.iri if one.document else ""].append(one)
    return [(passages[0].document, passages) for passages in grouped.values()]


def quantity(value: Decimal, bound: str, unit: str = "", currency: str = "") -> str:
    """A value in words, with its bound and its unit or currency: all three are concepts."""
    said = (
        _money(value, currency) if currency else wording.counted(value, code(unit), page_language())
    )
    return _bounded(said, bound)


def names_given(claims: Iterable[str], dossier: Dossier) -> list[Text]:
    """The names that the claims give as they stand in their sources, each once."""
    names = (name for one in claims for name in dossier.claims[one].literals("ca:nameAsGiven"))
    return list({name.value: name for name in names}.values())


def language_name(tag: str) -> str:
    """What a language is called in the reader's; the tag itself where it has no name."""
    try:
        named = Locale.parse(tag, sep="-").get_display_name(wording.LOCALES[page_language()])
    except (UnknownLocaleError, ValueError):
        named = None
    return named or tag


def licence_name(iri: str) -> str:
    """What a licence is called for short; the address without its scheme where it is not known."""
    if zero := _CC0.fullmatch(iri):
        return f"CC0 {zero[1]}"
    if commons := _CREATIVE_COMMONS.fullmatch(iri):
        return f"CC {commons[1].upper()} {commons[2]}"
    return iri.partition("://")[2] or iri


def sentence(text: str) -> str:
    """`text` with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def code(concept: str) -> str:
    """The name of a concept in its scheme: `at-least`, `EUR`."""
    return concept.rpartition("/")[2]


def _money(amount: Decimal, currency: str) -> str:
    """`currency` is the concept, or a code of ISO 4217."""
    return wording.money(amount, code(currency), page_language())


def _bounded(text: str, bound: str) -> str:
    """A value in words with its bound, which is the concept."""
    return wording.bounded(text, bound.removeprefix(f"{SCHEME}bound/"), page_language())


def _period(when: Period) -> str:
    return period_wording.period(when, page_language())


def _day(text: str) -> str:
    return wording.day(text, page_language())


def _decimal(value: Decimal | int) -> str:
    return wording.number(value, page_language())


def _plural(forms: Mapping[str, str], count: Decimal | int) -> str:
    return wording.plural(forms, count, page_language())
