"""SERVICE (SPARQL 1.1 Federated Query): carried out through Network, or refused.

The targets are found in the tokens of the text and rewritten to the relay. A text in which the
engine could see another target than we do is refused: where a comparison may be an IRI, and where
the keyword is run together with what stands beside it (`12SERVICE<…>`), which the engine takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from clusteratlas.engine.network import Network
from clusteratlas.engine.relay import relay_through
from clusteratlas.engine.resolving import resolved
from clusteratlas.errors import ForbiddenQuery, QueryEvaluationError
from clusteratlas.rdf.sparql_tokens import Kind, Token, is_ambiguous, significant_tokens

_KEYWORD = "service"
_NAMES = frozenset({Kind.IRI, Kind.PREFIXED_NAME})
_PROLOGUE = frozenset({"base", "prefix", "version"})
_END = Token(Kind.SPACE, "", 0)
# Has no host, so pyoxigraph fails on it without a call.
_NOWHERE = "<about:refused>"


@dataclass(frozen=True)
class _Target:
    """A target of a SERVICE as it is written, and whether its failure is to be passed over.

    What is `nested` in the block of another SERVICE is called by that other endpoint, not by us.
    """

    token: Token
    is_silent: bool
    is_nested: bool


def may_call(text: str) -> bool:
    """Whether `text` may hold a SERVICE; cheap, and right where it says no."""
    return _KEYWORD in text.lower()


def routed(text: str, network: Network, base: str) -> str:
    """`text`, a query without syntax errors, with each SERVICE leading to the relay.

    One that is SILENT and may not be called leads nowhere, so that it has the solution of a failed
    one (§2.4). Raises ForbiddenQuery for any other that may not be called.
    """
    read = significant_tokens(text)
    targets = _targets(read)
    if not targets:
        return text
    prologue = text[: _prologue_end(read)]
    try:
        iris = resolved(prologue, [target.token.text for target in targets], base)
    except SyntaxError as error:
        raise _doubtful() from error
    pieces, position = [], 0
    for target, iri in zip(targets, iris, strict=True):
        pieces += [text[position : target.token.start], f" {_way_to(target, iri, network)} "]
        position = target.token.end
    return "".join([*pieces, text[position:]])


def reason(message: str, network: Network) -> str:
    """Why a query failed, out of the engine's `message`: of the endpoints, not of the relay."""
    return relay_through(network).reason(message) if network.allowed else message


def _way_to(target: _Target, iri: str, network: Network) -> str:
    """The IRI that takes the place of `target`."""
    if target.is_nested and not network.allowed:
        return _NOWHERE
    if not target.is_nested:
        try:
            network.check(iri)
        except (ForbiddenQuery, QueryEvaluationError):
            if not target.is_silent:
                raise
            return _NOWHERE
    return f"<{relay_through(network).address_of(iri)}>"


def _targets(read: Sequence[Token]) -> list[_Target]:
    """Each target of a SERVICE, in their order. Raises ForbiddenQuery where one is doubtful."""
    _refuse_doubtful(read)
    targets: list[_Target] = []
    blocks: list[int] = []
    depth = 0
    for place, token in enumerate(read):
        if token.text == "{" and token.kind is Kind.PUNCTUATION:
            depth += 1
        elif token.text == "}" and token.kind is Kind.PUNCTUATION:
            depth -= 1
            if blocks[-1:] == [depth]:
                blocks.pop()
        elif token.kind is Kind.WORD and token.text.lower() == _KEYWORD:
            targets.append(_target(read[place + 1 : place + 4], is_nested=bool(blocks)))
            blocks.append(depth)
    return targets


def _target(after: Sequence[Token], *, is_nested: bool) -> _Target:
    """The target that the tokens behind the keyword name."""
    is_silent = after[0].kind is Kind.WORD and after[0].text.lower() == "silent"
    name, block = after[int(is_silent) : int(is_silent) + 2]
    if name.kind is Kind.VARIABLE:
        raise ForbiddenQuery(
            f"SERVICE {name.text} is not answered: its target is not known before the query is.",
            hint="Name the endpoint by its IRI, in one query for each endpoint.",
        )
    if name.kind not in _NAMES or block.text != "{":
        raise _doubtful()
    return _Target(name, is_silent, is_nested)


def _refuse_doubtful(read: Sequence[Token]) -> None:
    if any(_is_run_together(token, after) for token, after in pairwise([*read, _END])):
        raise _doubtful()
    if is_ambiguous(read):
        raise ForbiddenQuery(
            "The query can be read in two ways, one of them with SERVICE.",
            hint="Put a space behind each “<” that compares.",
        )


def _is_run_together(token: Token, after: Token) -> bool:
    """Whether `token` may be the keyword together with what stands beside it."""
    match token.kind:
        case Kind.WORD:
            return _KEYWORD in token.text.lower() and token.text.lower() != _KEYWORD
        case Kind.PREFIXED_NAME:
            # `SERVICEex:a {` calls; `?x service:price ?y` is a pattern of a prefix so named.
            return _KEYWORD in token.text.partition(":")[0].lower() and after.text == "{"
    return False


def _doubtful() -> ForbiddenQuery:
    return ForbiddenQuery(
        "SERVICE is run together with what stands beside it.",
        hint="Write SERVICE, the IRI of the endpoint and the block apart.",
    )


def _prologue_end(read: Sequence[Token]) -> int:
    """Where the prologue of a query ends and its form begins."""
    return next(
        (t.start for t in read if t.kind is Kind.WORD and t.text.lower() not in _PROLOGUE), 0
    )
