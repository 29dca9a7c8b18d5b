"""The languages of the messages in a pySHACL report.

pySHACL 0.40.1 fills `{?value}` into the message of a SPARQL-based constraint and drops its language
tag with that. The message is compared with the templates in the shapes, which still have theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rdflib import Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

_PLACEHOLDER = re.compile(r"\{[?$]\w+\}")


def messages_by_language(
    messages: Iterable[Node], shapes: Graph, origins: Iterable[Node | None]
) -> Mapping[str, str]:
    """The messages of one result by language tag, '' for none that can be told.

    `origins` are the shape and the constraint of the result, where the templates stand.
    """
    templates = [
        template
        for origin in origins
        if origin is not None
        for template in shapes.objects(origin, SH.message)
        if isinstance(template, Literal) and template.language
    ]
    found: dict[str, str] = {}
    for message in sorted(messages, key=str):
        text = str(message)
        language = message.language if isinstance(message, Literal) else None
        found.setdefault(language or _language_of(text, templates), text)
    return found


def _language_of(text: str, templates: Iterable[Literal]) -> str:
    for template in templates:
        pieces = [re.escape(piece) for piece in _PLACEHOLDER.split(str(template))]
        if re.fullmatch(".*".join(pieces), text, re.DOTALL):
            return template.language or ""
    return ""
