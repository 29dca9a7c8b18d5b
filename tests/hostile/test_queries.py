"""Queries that are too deep, too large, too long or without an end."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from .attacked import Attacked, assert_told
from .wire import CLOSED, Reply, get, post

pytestmark = pytest.mark.xdist_group("hostile")

MANY = 10_000
QUERY = "application/sparql-query"
REFUSED = {400, 403, 413}
EITHER = {200, *REFUSED}
ENDED = {503}
"""By the deadline or the bound of memory."""
BROKEN_OFF = {503, CLOSED}
"""As before, or in the middle of its answer."""


def ask(server: Attacked, query: str) -> Reply:
    return post(server.address, "/sparql?format=csv", query.encode(), QUERY)


def nested(opening: str, closing: str, middle: str = "") -> str:
    return opening * MANY + middle + closing * MANY


DEEP = {
    "parentheses": ("ASK { FILTER" + nested("(", ")", "1") + " }", REFUSED),
    "parentheses without an end": ("ASK { FILTER" + "(" * MANY, REFUSED),
    "parentheses, a flood of them": ("ASK { FILTER" + "(" * 300_000, {503, *REFUSED}),
    "closing parentheses": ("ASK { FILTER" + ")" * MANY + " }", REFUSED),
    "braces": ("ASK " + nested("{", "}"), REFUSED),
    "brackets": ("ASK { " + nested("[ <urn:p> ", "]", "1") + " <urn:p> 1 }", REFUSED),
    "collections": ("ASK { ?s ?p " + nested("(", ")") + " }", REFUSED),
    "quoted triples": ("ASK { ?s ?p " + nested("<<( ?s ?p ", " )>>", "1") + " }", REFUSED),
    "reified triples": ("ASK { " + nested("<< ", " ?p ?o >>", "?s") + " ?p ?o }", REFUSED),
    "annotations": ("ASK { ?s ?p ?o " + nested("{| ?p ?o ", "|}") + " }", REFUSED),
    "negations": ("ASK { FILTER(" + "!" * MANY + "true) }", REFUSED),
    "signs": ("ASK { FILTER(" + "- " * MANY + "1 = 1) }", REFUSED),
    "sums": ("ASK { FILTER(1" + "+1" * MANY + " > 0) }", REFUSED),
    "numbers with signs": ("ASK { FILTER(1" + " +1" * MANY + " > 0) }", EITHER),
    "disjunctions": ("ASK { FILTER(true" + "||true" * MANY + ") }", REFUSED),
    "comparisons": ("ASK { FILTER(1" + "=1" * MANY + ") }", REFUSED),
    "unions": ("ASK { {}" + "UNION{}" * MANY + " }", REFUSED),
    "minuses": ("ASK { ?s ?p ?o " + "MINUS{}" * MANY + " }", REFUSED),
    "minuses in one another": ("ASK { " + nested("MINUS{ ", "}", "?s ?p ?o") + " }", REFUSED),
    "optionals in one another": ("ASK { " + nested("OPTIONAL{ ", "}") + " }", REFUSED),
    "optionals in a row": ("ASK { " + "OPTIONAL{?s ?p ?o}" * MANY + " }", REFUSED),
    "sub-selects": ("SELECT * { " + nested("{SELECT * {", "}}") + " }", REFUSED),
    "EXISTS": ("ASK { " + nested("FILTER EXISTS { ", "}") + " }", REFUSED),
    "GRAPH": ("ASK { " + nested("GRAPH ?g { ", "}") + " }", REFUSED),
    "functions": ("ASK { BIND(" + nested("STR(", ")", "1") + " AS ?x) }", REFUSED),
    "IF": ("ASK { BIND(" + "IF(true,1," * MANY + "1" + ")" * MANY + " AS ?x) }", REFUSED),
    "steps of a path": ("ASK { ?s " + "<urn:p>/" * MANY + "<urn:p> ?o }", REFUSED),
    "choices of a path": ("ASK { ?s " + "<urn:p>|" * MANY + "<urn:p> ?o }", REFUSED),
    "inversions of a path": ("ASK { ?s " + "^" * MANY + "<urn:p> ?o }", REFUSED),
    "repetitions of a path": ("ASK { ?s <urn:p>" + "*" * MANY + " ?o }", REFUSED),
    "repetitions in one another": ("ASK { ?s " + nested("(", ")*", "<urn:p>") + " ?o }", REFUSED),
    "negated sets of a path": ("ASK { ?s !(<urn:p>" + "|<urn:p>" * MANY + ") ?o }", REFUSED),
    "patterns": ("ASK { " + "?s ?p ?o ." * MANY + " }", REFUSED),
    "objects": ("ASK { ?s ?p ?o" + ",?o" * MANY + " }", REFUSED),
    "bindings": (
        "SELECT * { BIND(1 AS ?x0) "
        + "".join(f"BIND(?x{n} AS ?x{n + 1}) " for n in range(MANY))
        + "}",
        REFUSED,
    ),
    "projections": (
        "SELECT " + "".join(f"(1 AS ?x{n}) " for n in range(MANY)) + "{}",
        REFUSED,
    ),
    "conditions of an order": ("SELECT * {} ORDER BY " + "?x " * MANY, EITHER),
    "graphs": ("SELECT * " + "FROM <urn:g> " * MANY + "{}", REFUSED),
    "prefixes": ("".join(f"PREFIX p{n}: <urn:x> " for n in range(MANY)) + "ASK {}", REFUSED),
    "values": ("ASK { VALUES ?x {" + " 1" * 100_000 + " } }", {200}),
    "rows of values": ("ASK { VALUES (?x ?y) {" + "(1 2)" * 50_000 + " } }", {200}),
    "variables of values": (
        "ASK { VALUES (" + "".join(f"?x{n} " for n in range(MANY)) + ") {(" + "1 " * MANY + ")} }",
        EITHER,
    ),
    "items of IN": ("ASK { FILTER(1 IN (" + "1," * MANY + "1)) }", EITHER),
    "arguments": ("ASK { BIND(CONCAT(" + "'a'," * MANY + "'b') AS ?x) }", EITHER),
    "an IRI of a megabyte": (f"ASK {{ <urn:{'x' * 1_000_000}> ?p ?o }}", EITHER),
    "a literal of a megabyte": (f"ASK {{ ?s ?p '{'x' * 1_000_000}' }}", EITHER),
    "a variable of a megabyte": (f"SELECT * {{ ?{'x' * 1_000_000} ?p 1 }}", EITHER),
    "a comment of a megabyte": (f"ASK {{}} #{'x' * 1_000_000}", EITHER),
    "a word of a megabyte": ("x" * 1_000_000, REFUSED),
    "a number of a megabyte": (f"ASK {{ FILTER({'9' * 1_000_000} > 0) }}", EITHER),
    "quotes": ("'" * 1_000_000, REFUSED),
    "half a string": ("ASK { ?s ?p '" + "\\" * 1_000_000, REFUSED),
    "less than": ("ASK { FILTER(1" + "<" * 100_000 + "2) }", REFUSED),
    "less than and quotes": ("ASK { FILTER(?x" + "<'" * 100_000 + ") }", REFUSED),
    "escapes": ("ASK { ?s ?p '" + "\\u0041" * 100_000 + "' }", EITHER),
    "spaces": ("ASK" + " " * 1_000_000 + "{}", {200}),
    "line feeds": ("ASK" + "\n" * 1_000_000 + "{}", {200}),
    "NUL": ("ASK { ?s ?p '\x00' } \x00", REFUSED),
    "NUL in a literal": ("ASK { ?s ?p '\x00' }", EITHER),
    "marks of direction": ("\u202eASK {}\u202d", REFUSED),
    "a byte order mark": ("\ufeffASK {}", EITHER),
    "a surrogate": ("ASK { ?s ?p '\\uD800' }", REFUSED),
    "beyond Unicode": ("ASK { ?s ?p '\\UFFFFFFFF' }", REFUSED),
    "nothing": ("", REFUSED),
}


@pytest.mark.parametrize(("query", "allowed"), DEEP.values(), ids=DEEP.keys())
def test_what_is_deep_is_refused(public: Attacked, query: str, allowed: set[int]) -> None:
    """Without the loss of a worker: 503 is only allowed where reading may take too long."""
    assert_told(ask(public, query), allowed)
    public.assert_well()


ALL = "?a ?b ?c . ?d ?e ?f"
ALL_THRICE = f"{ALL} . ?g ?h ?i . ?j ?k ?l"


def doubled(function: str, times: int) -> str:
    """A text that gets twice as long with each of so many steps."""
    steps = "".join(f"BIND({function.format(x=f'?x{n}')} AS ?x{n + 1}) " for n in range(times))
    return f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND('xxxxxxxxxxxxxxxx' AS ?x0) {steps} }}"


ENDLESS = {
    "a product that is counted": (f"SELECT (COUNT(*) AS ?n) {{ {ALL_THRICE} }}", ENDED),
    "a product that is sent": (f"SELECT * {{ {ALL_THRICE} }}", BROKEN_OFF),
    "a product that finds nothing": (
        f"ASK {{ {ALL_THRICE} FILTER(?a = ?d && ?a != ?d) }}",
        ENDED,
    ),
    "a product behind OFFSET": (
        f"SELECT * {{ {ALL_THRICE} }} OFFSET 9223372036854775807",
        ENDED,
    ),
    "a product in order": (f"SELECT * {{ {ALL} }} ORDER BY DESC(?c) ?f", ENDED),
    "a product in order, one of it": (f"SELECT * {{ {ALL} }} ORDER BY ?c ?f LIMIT 1", ENDED),
    "a product without doubles": (f"SELECT DISTINCT * {{ {ALL} }}", BROKEN_OFF),
    "a product in groups": (
        f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {ALL} }} GROUP BY ?a ?b ?c ?d ?e ?f",
        ENDED,
    ),
    "a product in one text": (
        f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) {{ {ALL} }}",
        ENDED,
    ),
    "a product built from": (
        f"CONSTRUCT {{ ?a ?e ?i . ?d ?b ?l }} WHERE {{ {ALL_THRICE} }}",
        BROKEN_OFF | {406},
    ),
    "a product that is described": (
        f"DESCRIBE * {{ {ALL_THRICE} }}",
        BROKEN_OFF | {406},
    ),
    "a product of values": (
        "SELECT (COUNT(*) AS ?n) { "
        + "".join(f"VALUES ?x{n} {{ {'1 ' * 1000} }} " for n in range(8))
        + "}",
        ENDED,
    ),
    "a path from all to all": (
        "SELECT (COUNT(*) AS ?n) { ?s (<urn:x>|!<urn:x>)* ?o }",
        {200, 503},
    ),
    "a path of paths from all to all": (
        (
            "SELECT (COUNT(*) AS ?n) { ?s ((<urn:x>|!<urn:x>)*/(^<urn:x>|!<urn:x>)*)* ?o . "
            "?o (<urn:x>|!<urn:x>)* ?z . ?z (<urn:x>|!<urn:x>)* ?y }"
        ),
        ENDED,
    ),
    "a minus of a product": (
        f"SELECT (COUNT(*) AS ?n) {{ {ALL} MINUS {{ ?a ?x ?y . ?d ?z ?w }} }}",
        ENDED,
    ),
    "EXISTS of a product": (
        (
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i "
            "FILTER(?d = ?g && ?d != ?g && ?a != ?d) } }"
        ),
        ENDED,
    ),
    "a comparison of all texts": (
        f"SELECT (COUNT(*) AS ?n) {{ {ALL} FILTER(CONTAINS(STR(?c), STR(?f))) }}",
        ENDED,
    ),
    "a text that doubles": (doubled("CONCAT({x}, {x})", 60), ENDED),
    "a text that replaces itself": (doubled("REPLACE({x}, 'x', 'xx')", 60), ENDED),
    "a text that is encoded": (doubled("ENCODE_FOR_URI(CONCAT({x}, '%', {x}))", 60), ENDED),
    "a name that doubles": (doubled("STR(IRI(CONCAT('urn:', STR({x}), STR({x}))))", 60), ENDED),
    "a long text many times": (
        doubled("CONCAT({x}, {x})", 20).replace("SELECT", "SELECT ?c")[:-1] + "?a ?b ?c }",
        {200, *BROKEN_OFF},
    ),
    "random numbers without an end": (
        f"SELECT (SUM(RAND()) AS ?n) {{ {ALL_THRICE} }}",
        ENDED,
    ),
    "names without an end": (f"SELECT (UUID() AS ?u) {{ {ALL_THRICE} }}", BROKEN_OFF),
    "digests of a product": (
        f"SELECT (MAX(SHA512(CONCAT(STR(?a), STR(?f)))) AS ?m) {{ {ALL_THRICE} }}",
        ENDED,
    ),
}


@pytest.mark.parametrize(("query", "allowed"), ENDLESS.values(), ids=ENDLESS.keys())
def test_what_takes_too_much_is_ended(public: Attacked, query: str, allowed: set[int]) -> None:
    reply = post(
        public.address,
        "/sparql?timeout=1",
        query.encode(),
        QUERY,
        "Accept: text/csv, text/turtle;q=0.5",
    )
    assert_told(reply, allowed)
    public.assert_well()


A_LONG_TEXT = doubled("CONCAT({x}, {x})", 16)
EXPRESSIONS = {
    "repetitions": "REGEX(?x, '^(x+x+)+y')",
    "choices": "REGEX(?x, '(x|x|xx)*y')",
    "counts in counts": "REGEX(?x, '((x{100}){100}){100}')",
    "a count of millions": "REGEX(?x, 'x{1000000000}')",
    "classes": "REGEX(?x, '(\\\\p{L}{1000}){1000}', 'i')",
    "nothing, many times": "REGEX(?x, '(((((((((()*)*)*)*)*)*)*)*)*)*')",
    "parentheses": f"REGEX(?x, '{'(' * MANY}{')' * MANY}')",
    "a reference back": "REGEX(?x, '(x*)\\\\1y')",
    "no expression": "REGEX(?x, '(')",
    "no flag": "REGEX(?x, 'x', 'zzzz')",
    "one that is replaced": "REPLACE(?x, '(x+x+)+y', '$1') = ?x",
    "each place replaced": "STRLEN(REPLACE(?x, '', 'yyyyyyyy')) > 1",
    "references in what replaces": f"REPLACE(?x, '(.)', '{'$1' * 1000}') = ?x",
}


@pytest.mark.parametrize("expression", EXPRESSIONS.values(), ids=EXPRESSIONS.keys())
def test_no_expression_explodes(public: Attacked, expression: str) -> None:
    text = A_LONG_TEXT.replace("STRLEN(?x16)", "COUNT(*)").replace("?x16", "?x")
    assert_told(ask(public, f"{text[:-1]} FILTER({expression}) }}"), {200, 400, 503})
    public.assert_well()


NUMBERS = {
    "division by zero": "1/0",
    "division of the lowest by minus one": "-9223372036854775808 / -1",
    "the negative of the lowest": "-(-9223372036854775808)",
    "the absolute of the lowest": "ABS(-9223372036854775808)",
    "beyond 64 bits": "9223372036854775807 + 1",
    "a power of ten": "1e400 * 1e400",
    "digits": "9" * 4000 + " + 1",
    "a decimal beyond its bounds": "170141183460469231731.687303715884105727 * 10.0",
    "a place beyond the text": "SUBSTR('żółw', -9223372036854775808, 9223372036854775807)",
    "a place beyond numbers": "SUBSTR('żółw', 1e300, 1e300)",
    "no place": "SUBSTR('żółw', 0/0e0, -1e0/0e0)",
    "a year without an end": "YEAR('999999999999999999-01-01T00:00:00Z'^^xsd:dateTime)",
    "the day before all days": "'-9223372036854775808-01-01'^^xsd:date - 'P9E9D'^^xsd:duration",
    "a time beyond its zone": "'0001-01-01T00:00:00+14:00'^^xsd:dateTime - "
    "'P292277026596Y'^^xsd:yearMonthDuration",
    "a month more": "ADJUST('0001-01-01T00:00:00Z'^^xsd:dateTime, '-PT14H'^^xsd:dayTimeDuration)",
    "a language of a megabyte": f"STRLANG('x', '{'a' * 100_000}')",
    "a type of a megabyte": f"STRDT('x', <urn:{'a' * 100_000}>)",
    "an IRI of nothing": "IRI('')",
    "an IRI with a break": "IRI('urn:x\\r\\nX-Evil: 1')",
    "a blank node of everything": "BNODE('\\u0000')",
    "halves of characters": "SUBSTR('\\U0001F600', 1, 1)",
}


@pytest.mark.parametrize("expression", NUMBERS.values(), ids=NUMBERS.keys())
def test_no_value_ends_a_worker(public: Attacked, expression: str) -> None:
    query = (
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
        f"SELECT (({expression}) AS ?x) (STR({expression}) AS ?y) {{}}"
    )
    for format_ in ("csv", "tsv", "json", "xml"):
        address = f"/sparql?format={format_}"
        assert_told(post(public.address, address, query.encode(), QUERY), {200, 400, 403})
    public.assert_well()


TIMEOUTS = ["0", "-1", "nan", "inf", "-inf", "1e999", "1,5", "soon", "", "%00", "1%00", "٣", "0x1"]


@pytest.mark.parametrize("timeout", TIMEOUTS)
def test_a_timeout_without_sense_is_refused(public: Attacked, timeout: str) -> None:
    query = quote(f"SELECT (COUNT(*) AS ?n) {{ {ALL_THRICE} }}")
    encoded = quote(timeout, safe="%")
    assert_told(get(public.address, f"/sparql?query={query}&timeout={encoded}"), {400, 503})
    public.assert_well()


@pytest.mark.parametrize("timeout", ["1e9", "1&timeout=60", "0.000001"])
def test_a_timeout_is_never_raised(public: Attacked, timeout: str) -> None:
    query = quote(f"SELECT (COUNT(*) AS ?n) {{ {ALL_THRICE} }}")
    reply = get(public.address, f"/sparql?query={query}&timeout={timeout}")
    assert_told(reply, {503})
    assert b"0 s that it may" not in reply.body
