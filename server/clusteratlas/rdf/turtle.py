"""The stable Turtle form: the same graph gives the same bytes, one changed fact one changed line.

- Prefixes are sorted, only those in use are declared.
- One block for each subject, sorted by its IRI; in it one line for each predicate and object, `a`
  first, then by predicate IRI and object.
- Each line ends in ` ;`, each block in a line with only a dot, so that no line changes because
  another one is added or removed behind it. (Turtle §2.3 allows the `;` before the dot.)
- No blank nodes: they have no name to sort by.
- Literals keep their lexical form; the short forms of numbers and booleans are used where Turtle
  §2.5 reads them back as the same literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from clusteratlas.errors import DataError
from clusteratlas.terms import PREFIXES, prefixed_name

_XSD = PREFIXES["xsd"]
_RDF_TYPE = PREFIXES["rdf"] + "type"
_SHORT_FORMS = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f\ufffe\uffff]')
_HEAD_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\n")


def write_turtle(triples: Iterable[Triple]) -> str:
    """`triples` in the stable form. Raises DataError where one has a blank node or a triple."""
    writer = _Writer()
    lines = sorted({writer.line(triple) for triple in triples})
    blocks = []
    for (_, subject), block in groupby(lines, key=lambda line: line[:2]):
        body = "".join(f"    {text} ;\n" for *_, text in block)
        blocks.append(f"{subject}\n{body}.\n")
    head = "".join(
        f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(writer.used.items())
    )
    return "\n".join(([head] if head else []) + blocks)


def head_comment(text: str) -> str:
    """The comment lines that open a Turtle text, with the empty line behind them, or ""."""
    end, position = 0, 0
    while match := _HEAD_LINE.match(text, position):
        position = match.end()
        if match.group().strip():
            end = position
    return text[:end] + "\n" if end else ""


_Line = tuple[str, str, bool, str, tuple[str, ...], str]
"""What a line is sorted by, and its text: subject (IRI, as written), not `a`, predicate, object."""


class _Writer:
    """Writes terms; remembers which prefixes it used."""

    def __init__(self) -> None:
        self.used: dict[str, str] = {}

    def line(self, triple: Triple) -> _Line:
        """The line of `triple`, behind what it is sorted by."""
        subject, predicate, object_ = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(object_, NamedNode | Literal):
            raise DataError(
                f"The stable form has IRIs and literals only, not: {triple}.",
                hint="Give the node an IRI of its own"
                + (f" instead of {subject}." if isinstance(subject, BlankNode) else "."),
            )
        is_type = predicate.value == _RDF_TYPE
        verb = "a" if is_type else self._iri(predicate.value)
        text = f"{verb} {self._object(object_)}"
        return (
            subject.value,
            self._iri(subject.value),
            not is_type,
            predicate.value,
            _object_order(object_),
            text,
        )

    def _object(self, term: NamedNode | Literal) -> str:
        return self._iri(term.value) if isinstance(term, NamedNode) else self._literal(term)

    def _iri(self, iri: str) -> str:
        name = prefixed_name(iri)
        if name is None:
            return f"<{iri}>"
        self.used[name.prefix] = name.namespace
        return str(name)

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        short = _SHORT_FORMS.get(datatype)
        if short and short.fullmatch(literal.value):
            return literal.value
        quoted = f'"{_ESCAPED.sub(_escape, literal.value)}"'
        if literal.language:
            direction = f"--{literal.direction.value}" if literal.direction else ""
            return f"{quoted}@{literal.language}{direction}"
        return quoted if datatype == _XSD + "string" else f"{quoted}^^{self._iri(datatype)}"


def _object_order(term: NamedNode | Literal) -> tuple[str, ...]:
    """IRIs before literals; literals by language, so that `en` stands before `pl`, then value."""
    if isinstance(term, NamedNode):
        return ("", term.value)
    return ("literal", term.language or "", term.value, term.datatype.value)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
