"""The same question from elsewhere: programs that run as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from string import Template


class Answer(Enum):
    """What a query is answered with."""

    ROWS = "rows"
    TRUTH = "truth"
    GRAPH = "graph"


@dataclass(frozen=True)
class Sample:
    """A program; `name` is its id, `needs` says how what it uses is installed."""

    name: str
    title: str
    needs: str
    text: str


_CURL = """\
curl --silent --show-error '$endpoint' \\
  --header 'Accept: $media_type' \\
  --data-urlencode query@- <<'$end'
$query
$end
"""

_SPARQLWRAPPER_ROWS = '''\
from SPARQLWrapper import JSON, POST, SPARQLWrapper

service = SPARQLWrapper("$endpoint")
service.setMethod(POST)
service.setReturnFormat(JSON)
service.setQuery("""
$query
""")
for row in service.query().convert()["results"]["bindings"]:
    print({name: term["value"] for name, term in row.items()})
'''

_SPARQLWRAPPER_TRUTH = '''\
from SPARQLWrapper import JSON, POST, SPARQLWrapper

service = SPARQLWrapper("$endpoint")
service.setMethod(POST)
service.setReturnFormat(JSON)
service.setQuery("""
$query
""")
print(service.query().convert()["boolean"])
'''

_SPARQLWRAPPER_GRAPH = '''\
from SPARQLWrapper import POST, TURTLE, SPARQLWrapper

service = SPARQLWrapper("$endpoint")
service.setMethod(POST)
service.setReturnFormat(TURTLE)
service.setQuery("""
$query
""")
print(service.query().convert().decode())
'''

_PANDAS = '''\
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pandas

query = """
$query
"""
request = Request(
    "$endpoint",
    data=urlencode({"query": query}).encode(),
    headers={"Accept": "text/csv"},
)
with urlopen(request) as answer:
    table = pandas.read_csv(answer)
print(table)
'''

_R = """\
library(httr2)

query <- r"---(
$query
)---"
answer <- request("$endpoint") |>
  req_headers(Accept = "text/csv") |>
  req_body_form(query = query) |>
  req_perform()
table <- read.csv(text = resp_body_string(answer, encoding = "UTF-8"))
print(table)
"""

_JAVASCRIPT = """\
const query = `
$query
`;
const answer = await fetch("$endpoint", {
  method: "POST",
  headers: { Accept: "$media_type" },
  body: new URLSearchParams({ query }),
});
if (!answer.ok) throw new Error(await answer.text());
$use
"""

_USE_IN_JAVASCRIPT = {
    Answer.ROWS: (
        "const { results } = await answer.json();\n"
        "for (const row of results.bindings) {\n"
        "  const values = Object.entries(row).map(([name, term]) => [name, term.value]);\n"
        "  console.log(Object.fromEntries(values));\n"
        "}"
    ),
    Answer.TRUTH: "console.log((await answer.json()).boolean);",
    Answer.GRAPH: "console.log(await answer.text());",
}

_POWER_QUERY = """\
let
    Query = "$query",
    Answer = Web.Contents("$endpoint", [
        Headers = [
            Accept = "text/csv",
            #"Content-Type" = "application/x-www-form-urlencoded"
        ],
        Content = Text.ToBinary(Uri.BuildQueryString([query = Query]))
    ]),
    Rows = Csv.Document(Answer, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Result = Table.PromoteHeaders(Rows, [PromoteAllScalars = true])
in
    Result
"""

_RESULTS_JSON = "application/sparql-results+json"


def samples(endpoint: str, query: str, answer: Answer) -> Sequence[Sample]:
    """The programs that ask `query` at `endpoint`, an address; only those that fit the answer."""
    text = query.replace("\r\n", "\n").strip("\n")
    wrapper = {
        Answer.ROWS: _SPARQLWRAPPER_ROWS,
        Answer.TRUTH: _SPARQLWRAPPER_TRUTH,
        Answer.GRAPH: _SPARQLWRAPPER_GRAPH,
    }[answer]
    media_type = "text/turtle" if answer is Answer.GRAPH else _RESULTS_JSON
    found = [
        Sample("curl", "curl", "", _curl(endpoint, text, answer)),
        Sample(
            "sparqlwrapper",
            "Python, SPARQLWrapper",
            "pip install SPARQLWrapper",
            _filled(wrapper, endpoint, _in_python(text)),
        ),
        Sample(
            "javascript",
            "JavaScript",
            "",
            _filled(
                _JAVASCRIPT,
                endpoint,
                _in_javascript(text),
                media_type=media_type,
                use=_USE_IN_JAVASCRIPT[answer],
            ),
        ),
    ]
    if answer is Answer.ROWS:
        found[2:2] = [
            Sample(
                "pandas",
                "Python, pandas",
                "pip install pandas",
                _filled(_PANDAS, endpoint, _in_python(text)),
            ),
            Sample("r", "R", 'install.packages("httr2")', _filled(_R, endpoint, text)),
        ]
        found.append(
            Sample(
                "power-query",
                "Excel, Power Query",
                "",
                _filled(_POWER_QUERY, endpoint, _in_power_query(text)),
            )
        )
    return found


def _curl(endpoint: str, text: str, answer: Answer) -> str:
    media_type = {Answer.ROWS: "text/csv", Answer.GRAPH: "text/turtle"}.get(answer, _RESULTS_JSON)
    end = "SPARQL"
    while end in text.split("\n"):
        end += "_"
    return _filled(_CURL, endpoint, text, media_type=media_type, end=end)


def _filled(template: str, endpoint: str, query: str, **others: str) -> str:
    return Template(template).substitute(endpoint=endpoint, query=query, **others)


def _in_python(text: str) -> str:
    """The text between three double quotes of Python."""
    return text.replace("\\", "\\\\").replace('"""', r"\"\"\"")


def _in_javascript(text: str) -> str:
    """The text between backticks of JavaScript."""
    return text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")


def _in_power_query(text: str) -> str:
    """The text between double quotes of M, on one line: `#(lf)` ends a line."""
    return text.replace("#(", "#(#)(").replace('"', '""').replace("\n", "#(lf)")
