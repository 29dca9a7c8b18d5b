"""Writing N-Triples: terms as text, since millions of them are made.

A term is the string that stands for it in N-Triples (W3C RDF 1.1 N-Triples §2). Names of things are
made of small letters, digits and hyphens only, so they need no escapes.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Final

from clusteratlas.terms import GRAPH, ID, PREFIXES, SCHEME

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_ESCAPED: Final = re.compile('["\\\\\n\r\t]')
_NOT_IN_SLUG: Final = re.compile(r"[^a-z0-9]+")
_NOT_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]")
_LONGEST_SLUG: Final = 80
# What loses its diacritic by decomposition keeps its letter; these have none to lose.
_LETTERS: Final = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae",
     "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ı": "i", "ħ": "h"}
)  # fmt: skip
_XSD: Final = PREFIXES["xsd"]


def term(prefix: str, local: str) -> str:
    """A term of a vocabulary, such as `term("ca", "Project")`."""
    return f"<{PREFIXES[prefix]}{local}>"


TYPE: Final = term("rdf", "type")


def thing(kind: str, name: str) -> str:
    """A thing of the atlas, such as `thing("project", "h2020-2016-632927")`."""
    return f"<{ID}{kind}/{name}>"


def code(scheme: str, name: str) -> str:
    """A code of a list, such as `code("role", "coordinator")`."""
    return f"<{SCHEME}{scheme}/{name}>"


def graph(name: str) -> str:
    """A named graph."""
    return f"<{GRAPH}{name}>"


def document(graph_name: str, file: str) -> str:
    """The document that a file of a graph is; `file` is the slug of its name."""
    return thing("document", f"{graph_name}-{file}")


def passage(graph_name: str, file: str, line: int) -> tuple[str, str]:
    """A row of a file as a passage: its term, and the triples that describe it."""
    node = thing("passage", f"{graph_name}-{file}-p{line}")
    return node, (
        f"{node} {TYPE} {_PASSAGE} .\n"
        f"{node} {_IS_PART_OF} {document(graph_name, file)} .\n"
        f"{node} {_PARAGRAPH} {integer(line)} .\n"
    )


def external(iri: str) -> str | None:
    """An IRI of somebody else's, None where it is none that RDF takes."""
    if ":" not in iri or _NOT_IN_IRI.search(iri):
        return None
    return f"<{iri}>"


def text(value: str, language: str = "") -> str:
    """A text, with a language tag where one is given."""
    escaped = value.translate(_ESCAPES) if _ESCAPED.search(value) else value
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype of XML Schema, such as `typed("2014-01-01", "date")`."""
    return f'"{value}"^^<{_XSD}{datatype}>'


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{_XSD}integer>'


def slug(value: str) -> str:
    """A name in small letters, digits and hyphens; what is long or has no letters is hashed."""
    plain = unicodedata.normalize("NFKD", value.translate(_LETTERS)).encode("ascii", "ignore")
    name = _NOT_IN_SLUG.sub("-", plain.decode().lower()).strip("-")
    if name and len(name) <= _LONGEST_SLUG:
        return name
    digest = sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{name[:_LONGEST_SLUG].rstrip('-')}-{digest}".lstrip("-")


_PASSAGE: Final = term("ca", "Passage")
_IS_PART_OF: Final = term("dcterms", "isPartOf")
_PARAGRAPH: Final = term("ca", "paragraph")
