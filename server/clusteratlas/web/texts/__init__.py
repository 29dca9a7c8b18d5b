"""Every text of the pages, in English and Polish: a module for each part of the site."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from clusteratlas.languages import LANGUAGES


def _gathered() -> dict[str, dict[str, str]]:
    """The texts of all modules by language and key. A key that stands twice is a mistake."""
    gathered: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for module in iter_modules(__path__):
        texts = import_module(f"{__name__}.{module.name}").TEXTS
        for language, of_language in texts.items():
            twice = gathered[language].keys() & of_language.keys()
            if twice:
                raise ValueError(f"texts/{module.name}.py repeats: {', '.join(sorted(twice))}")
            gathered[language].update(of_language)
    return gathered


TEXTS: Mapping[str, Mapping[str, str]] = _gathered()
"""By language, then by the key that templates use."""
