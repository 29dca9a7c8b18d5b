"""A SPARQL Update request as its operations (SPARQL 1.1 Update §3), found in its tokens.

pyoxigraph parses each of them, but does not give away what it found, and takes no prologue between
two of them. What it takes beyond the grammar (`INSERTDATA{…}`, keywords run together) is refused
here, and so is a text in which it could find other operations than we do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from clusteratlas.engine.resolving import resolved
from clusteratlas.engine.syntax import Piece, require_operation_syntax
from clusteratlas.errors import ForbiddenQuery, QuerySyntaxError
from clusteratlas.rdf.sparql_tokens import Kind, Token, is_ambiguous, significant_tokens, tokens

_DECLARATIONS = {
    "base": [Kind.IRI],
    "prefix": [Kind.PREFIXED_NAME, Kind.IRI],
    "version": [Kind.STRING],
}
_NAMES = frozenset({Kind.IRI, Kind.PREFIXED_NAME})
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")

DEFAULT = "DEFAULT"
NAMED = "NAMED"
ALL = "ALL"


@dataclass(frozen=True)
class GraphTarget:
    """The graphs that an operation is about: the one named `iri`, or the `group` where it is ''."""

    iri: str = ""
    group: str = ""


@dataclass(frozen=True)
class QuadData:
    """INSERT DATA or DELETE DATA (§3.1.1, §3.1.2); `block` is the text in braces."""

    prologue: str
    is_added: bool
    block: str


@dataclass(frozen=True)
class Modify:
    """DELETE/INSERT and DELETE WHERE (§3.1.3); templates and pattern are texts in braces.

    `using` and `using_named` are None where the text has neither; `with_graph` is '' where it has
    none.
    """

    prologue: str
    where: str
    delete: str = ""
    insert: str = ""
    with_graph: str = ""
    using: tuple[str, ...] | None = None
    using_named: tuple[str, ...] | None = None

    @property
    def names_dataset(self) -> bool:
        """Whether the text itself says which graphs are matched (USING, USING NAMED, WITH)."""
        return bool(self.with_graph) or self.using is not None


@dataclass(frozen=True)
class Load:
    """LOAD (§3.1.4); `graph` is '' for the default graph."""

    source: str
    graph: str
    is_silent: bool


@dataclass(frozen=True)
class Remove:
    """CLEAR, which leaves the graph (§3.1.5), or DROP (§3.2.2)."""

    target: GraphTarget
    is_drop: bool
    is_silent: bool


@dataclass(frozen=True)
class Create:
    """CREATE (§3.2.1)."""

    graph: str
    is_silent: bool


@dataclass(frozen=True)
class Transfer:
    """COPY, MOVE or ADD (§3.2.3 to §3.2.5), its keyword in lower case; '' is the default graph."""

    keyword: str
    source: str
    destination: str
    is_silent: bool


Operation: TypeAlias = QuadData | Modify | Load | Remove | Create | Transfer


def operations(text: str, base: str) -> list[Operation]:
    """The operations of an update, in their order. Nothing of it is carried out.

    Each has the prologues of all before it (§3); `base` is the IRI that relative ones stand
    against. Raises QuerySyntaxError for an error anywhere, and ForbiddenQuery for a text that can
    be read in two ways.
    """
    read = significant_tokens(text)
    if is_ambiguous(read):
        raise ForbiddenQuery(
            "The update can be read in two ways.",
            hint="Put a space behind each “<” that compares.",
        )
    found: list[Operation] = []
    prologues: list[Piece] = []
    parts = _parts(read)
    for part in parts:
        length = _prologue_length(part)
        if length:
            prologues.append(Piece(part[0].start, part[length - 1].end))
        rest = part[length:]
        piece = Piece(rest[0].start, rest[-1].end) if rest else Piece(len(text), len(text))
        require_operation_syntax(text, prologues, piece, base)
        if rest:
            prologue = "".join(f"{piece.of(text)}\n" for piece in prologues)
            found.append(_Reader(text, rest, prologue, base).operation())
        elif part is not parts[-1]:
            raise QuerySyntaxError("This is not SPARQL: unexpected “;”, expected an operation.")
    _refuse_shared_labels(found)
    return found


def _parts(read: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens between the semicolons that stand in no bracket; the last part may be empty."""
    parts: list[Sequence[Token]] = []
    begin, depth = 0, 0
    for place, token in enumerate(read):
        if token.kind is not Kind.PUNCTUATION:
            continue
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.text == ";" and depth == 0:
            parts.append(read[begin:place])
            begin = place + 1
    return [*parts, read[begin:]]


def _prologue_length(part: Sequence[Token]) -> int:
    """How many tokens of `part` are declarations (BASE, PREFIX, VERSION) in full."""
    length = 0
    while length < len(part) and part[length].kind is Kind.WORD:
        expected = _DECLARATIONS.get(part[length].text.lower())
        if expected is None:
            break
        declared = [token.kind for token in part[length + 1 : length + 1 + len(expected)]]
        if declared != expected:
            break
        length += 1 + len(expected)
    return length


def _refuse_shared_labels(found: Sequence[Operation]) -> None:
    """Raise QuerySyntaxError when two INSERT DATA share a blank node label (§3.1.1, §19.6)."""
    seen: set[str] = set()
    for operation in found:
        if isinstance(operation, QuadData) and "_:" in operation.block:
            labels = {t.text for t in tokens(operation.block) if t.kind is Kind.BLANK_NODE}
            if labels & seen:
                raise QuerySyntaxError(
                    f"The blank node {min(labels & seen)} is in two operations.",
                    hint="Give each operation labels of its own, or insert all in one operation.",
                )
            seen |= labels


class _Reader:
    """Reads one operation, token by token."""

    def __init__(self, text: str, read: Sequence[Token], prologue: str, base: str) -> None:
        self._text = text
        self._read = read
        self._position = 0
        self._prologue = prologue
        self._base = base

    def operation(self) -> Operation:
        """The operation that all the tokens make."""
        keyword = self._keyword()
        match keyword:
            case "insert" | "delete" if self._takes("data"):
                found: Operation = QuadData(self._prologue, keyword == "insert", self._block())
            case "delete" if self._takes("where"):
                block = self._block()
                found = Modify(self._prologue, where=block, delete=block)
            case "insert" | "delete" | "with":
                self._position = 0
                found = self._modify()
            case "load":
                found = self._load()
            case "clear" | "drop":
                is_silent = self._takes("silent")
                found = Remove(self._target(), keyword == "drop", is_silent)
            case "create":
                is_silent = self._takes("silent")
                self._require("graph")
                found = Create(self._iri(), is_silent)
            case "copy" | "move" | "add":
                found = self._transfer(keyword)
            case _:
                raise self._unknown()
        if self._position != len(self._read):
            raise self._unknown()
        return found

    def _modify(self) -> Modify:
        with_graph = self._iri() if self._takes("with") else ""
        delete = self._block() if self._takes("delete") else ""
        insert = self._block() if self._takes("insert") else ""
        using: list[str] = []
        named: list[str] = []
        while self._takes("using"):
            (named if self._takes("named") else using).append(self._iri())
        self._require("where")
        has_using = bool(using or named)
        return Modify(
            self._prologue,
            self._block(),
            delete,
            insert,
            with_graph,
            tuple(using) if has_using else None,
            tuple(named) if has_using else None,
        )

    def _load(self) -> Load:
        is_silent = self._takes("silent")
        source = self._iri()
        graph = ""
        if self._takes("into"):
            self._require("graph")
            graph = self._iri()
        return Load(source, graph, is_silent)

    def _transfer(self, keyword: str) -> Transfer:
        is_silent = self._takes("silent")
        source = self._graph_or_default()
        self._require("to")
        return Transfer(keyword, source, self._graph_or_default(), is_silent)

    def _target(self) -> GraphTarget:
        if self._takes("graph"):
            return GraphTarget(self._iri())
        for group in (DEFAULT, NAMED, ALL):
            if self._takes(group.lower()):
                return GraphTarget(group=group)
        raise self._unknown()

    def _graph_or_default(self) -> str:
        if self._takes("default"):
            return ""
        self._takes("graph")
        return self._iri()

    def _keyword(self) -> str:
        token = self._read[self._position]
        self._position += 1
        return token.text.lower() if token.kind is Kind.WORD else ""

    def _takes(self, keyword: str) -> bool:
        """Whether the keyword comes next; if so, it is read."""
        if self._position == len(self._read):
            return False
        token = self._read[self._position]
        comes = token.kind is Kind.WORD and token.text.lower() == keyword
        self._position += comes
        return comes

    def _require(self, keyword: str) -> None:
        if not self._takes(keyword):
            raise self._unknown()

    def _iri(self) -> str:
        if self._position == len(self._read) or self._read[self._position].kind not in _NAMES:
            raise self._unknown()
        self._position += 1
        written = self._read[self._position - 1].text
        try:
            return resolved(self._prologue, (written,), self._base)[0]
        except SyntaxError as error:
            raise self._unknown() from error

    def _block(self) -> str:
        """The text from the opening brace that comes next to the one that closes it."""
        begin, depth = self._position, 0
        for place in range(begin, len(self._read)):
            token = self._read[place]
            if token.kind is Kind.PUNCTUATION:
                depth += (token.text == "{") - (token.text == "}")
            if depth == 0:
                break
        else:
            raise self._unknown()
        if place == begin:
            raise self._unknown()
        self._position = place + 1
        return self._text[self._read[begin].start : self._read[place].end]

    def _unknown(self) -> QuerySyntaxError:
        place = min(self._position, len(self._read) - 1)
        return QuerySyntaxError(
            f"This is not SPARQL: unexpected “{self._read[place].text[:40]}”.",
            hint="Write each keyword, IRI and block apart.",
        )
