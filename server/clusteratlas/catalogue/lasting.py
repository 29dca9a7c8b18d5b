"""Whether a query gives the same answer each time that the same version is asked."""

from __future__ import annotations

from clusteratlas.rdf.sparql_tokens import Kind, tokens

# Functions whose value is another one each time (SPARQL 1.1 Query §17.4), and calls to elsewhere.
_VOLATILE = frozenset({"BNODE", "NOW", "RAND", "SERVICE", "STRUUID", "UUID"})


def is_lasting(text: str) -> bool:
    """Whether the answer to `text` may be kept as long as the version is the same.

    Words count where they are words of the query, not in its names, comments and strings. What is
    written with escapes of characters may be any word, so it is not.
    """
    if "\\u" in text.lower():
        return False
    return not any(
        token.kind is Kind.WORD and token.text.upper() in _VOLATILE for token in tokens(text)
    )
