"""Saved queries as programs call them."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from flask.testing import FlaskClient
from rdflib import SH, Graph

from clusteratlas.catalogue import SavedQuery, load_catalogue
from clusteratlas.catalogue.slicing import is_ordered

LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def links(client: FlaskClient, address: str) -> dict[str, str]:
    header = client.get(address).headers["Link"]
    return {relation: target for target, relation in LINK.findall(header)}


FORMATS = [
    ("", "*/*", "application/sparql-results+json"),
    ("", "text/csv", "text/csv"),
    ("", "application/json", "application/sparql-results+json"),
    ("", "application/sparql-results+xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
    ("?format=tsv", "text/html,*/*;q=0.8", "text/tab-separated-values"),
    ("?format=csv", "*/*", "text/csv"),
]


@pytest.mark.parametrize(("query", "accept", "media_type"), FORMATS)
def test_formats(forms_client: FlaskClient, query: str, accept: str, media_type: str) -> None:
    answer = forms_client.get(f"/queries/numbers{query}", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert {"Accept", "Accept-Language"} <= set(answer.vary)


def test_all_pages_are_all_rows_in_one_order(forms_client: FlaskClient) -> None:
    address, seen = "/queries/numbers?limit=3", []
    while address:
        seen += [row["n"] for row in rows(forms_client, address)]
        address = links(forms_client, address).get("next", "")
    assert seen == [str(number) for number in range(10)]


PAGED = [
    ("limit=4", "0123", {"first", "next"}),
    ("limit=4&page=3", "89", {"first", "prev", "last"}),
    ("limit=5&page=2", "56789", {"first", "prev", "last"}),
    ("limit=4&page=9", "", {"first", "prev"}),
    ("limit=4&offset=1", "1234", {"first", "prev", "next"}),
    ("above=6", "789", {"first", "last"}),
]


@pytest.mark.parametrize(("query", "expected", "relations"), PAGED)
def test_pages(forms_client: FlaskClient, query: str, expected: str, relations: set[str]) -> None:
    address = f"/queries/numbers?{query}"
    assert "".join(row["n"] for row in rows(forms_client, address)) == expected
    found = links(forms_client, address)
    assert found.keys() == relations
    for target in found.values():
        assert forms_client.get(target).status_code == 200


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_a_page_is_the_same_in_each_format(forms_client: FlaskClient, format_: str) -> None:
    text = forms_client.get(f"/queries/numbers?limit=2&page=2&format={format_}").text
    assert re.findall(r"\b[0-9]\b", re.sub(r'version="1.0"|<\?.*?\?>', "", text))[:4] == [
        "2", "4", "3", "6",
    ]  # fmt: skip


def test_values_are_terms_of_their_types(forms_client: FlaskClient) -> None:
    answer = forms_client.get(
        "/queries/types?day=2020-02-29&share=0.25&certain=0&word=%22%7D&text=b@en&thing=bioib&thing=klk"
    )
    bindings = json.loads(answer.text)["results"]["bindings"]
    assert {row["thing"]["value"].rpartition("/")[2] for row in bindings} == {"bioib", "klk"}
    row = bindings[0]
    assert row["day"]["datatype"].endswith("#date")
    assert (row["share"]["value"], row["certain"]["value"]) == ("0.25", "false")
    assert (row["word"]["value"], row["text"]["xml:lang"]) == ('"}', "en")


WRONG = [
    ("numbers", "abov=1", "has no parameter “abov”", "Did you mean: above?"),
    ("ask", "x=1", "has no parameter “x”", "It has no parameters."),
    ("numbers", "above=x", "“above” takes a whole number, not “x”", "above=-1"),
    ("numbers", "above=1&above=2", "takes one value, not 2", "above=-1"),
    ("numbers", "limit=0", "“limit” takes a whole number from 1", "limit=100"),
    ("types", "day=2020-02-30", "“day” takes a date", "day=2012-01-01"),
    ("types", "certain=maybe", "“certain” takes true or false", "certain=true"),
    ("types", "text=b", "with its language", "text=a@pl"),
    ("types", "thing=genopole", "none is called “genopole”", "thing=klk"),
    ("types", "thing=%3E%20x", "none is called “> x”", "thing=klk"),
    ("ask", "limit=2", "gives no rows", "Leave"),
    ("graph", "page=2", "gives no rows", "Leave"),
]


@pytest.mark.parametrize(("name", "query", "sentence", "hint"), WRONG)
def test_wrong_parameters(
    forms_client: FlaskClient, name: str, query: str, sentence: str, hint: str
) -> None:
    answer = forms_client.get(f"/queries/{name}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    problem = json.loads(answer.text)
    assert sentence in problem["detail"]
    assert hint in problem["hint"]
    assert answer.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/queries/types?day=x&lang=pl", {}),
        ("/pl/queries/types?day=x", {}),
        ("/queries/types?day=x", {"Accept-Language": "pl"}),
    ],
    ids=["parameter", "path", "header"],
)
def test_wrong_parameters_in_polish(
    forms_client: FlaskClient, path: str, headers: dict[str, str]
) -> None:
    answer = forms_client.get(path, headers=headers)
    assert (
        json.loads(answer.text)["detail"] == "„day” przyjmuje datę (rok-miesiąc-dzień), a nie „x”."
    )
    assert answer.headers["Content-Language"] == "pl"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/queries/number", 404, "Did you mean: numbers?"),
        ("/queries/zzz", 404, "lists those that there are"),
        ("/queries/numbers?format=pdf", 406, "json, xml, csv, tsv"),
        ("/queries/graph?format=csv", 406, "turtle"),
    ],
)
def test_what_there_is_not(
    forms_client: FlaskClient, address: str, status: int, words: str
) -> None:
    answer = forms_client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert words in answer.text


def test_a_truth(forms_client: FlaskClient) -> None:
    assert json.loads(forms_client.get("/queries/ask").text)["boolean"] is True


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize(
    ("format_", "name"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")],
)
def test_a_graph_is_the_same_in_each_format(
    forms_client: FlaskClient, format_: str, name: str
) -> None:
    first = Graph().parse(data=forms_client.get("/queries/graph").text, format="turtle")
    text = forms_client.get(f"/queries/graph?format={format_}").text
    assert set(Graph().parse(data=text, format=name)) == set(first)
    assert len(first) > 0


def test_an_answer_that_the_client_has_is_not_sent_again(forms_client: FlaskClient) -> None:
    first = forms_client.get("/queries/numbers?limit=2")
    tag = first.headers["ETag"]
    known = {"If-None-Match": tag}
    assert forms_client.get("/queries/numbers?limit=2", headers=known).status_code == 304
    for other in ("limit=3", "limit=2&page=2", "limit=2&format=csv", "limit=2&above=1"):
        assert forms_client.get(f"/queries/numbers?{other}", headers=known).status_code == 200
    assert first.headers["X-Dataset-Version"]


def test_what_changes_each_time_is_not_kept(forms_client: FlaskClient) -> None:
    answer = forms_client.get("/queries/volatile")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_head_has_the_headers_alone(forms_client: FlaskClient) -> None:
    answer = forms_client.head("/queries/numbers?limit=3")
    assert answer.data == b""
    assert 'rel="next"' in answer.headers["Link"]
    assert answer.headers["ETag"]


def test_other_sites_may_read_it(forms_client: FlaskClient) -> None:
    headers = forms_client.get("/queries/numbers").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Link" in headers["Access-Control-Expose-Headers"]


def test_a_name_means_its_thing(atlas_client: FlaskClient) -> None:
    by_name = rows(
        atlas_client, "/queries/cluster-member-counts?cluster=Klaster LifeScience Kraków"
    )
    by_slug = rows(
        atlas_client, "/queries/cluster-member-counts?cluster=klaster-lifescience-krakow"
    )
    assert by_name == by_slug != []


def test_a_name_that_is_unclear_is_asked_about(atlas_client: FlaskClient) -> None:
    answer = atlas_client.get("/queries/cluster-member-counts?cluster=lifescienc")
    assert answer.status_code == 400
    assert "cluster:klaster-lifescience-krakow" in json.loads(answer.text)["hint"]


MEASURES = [
    ("member-count", 200),
    ("scheme-measure:member-count", 200),
    ("https://w3id.org/clusteratlas/scheme/measure/member-count", 200),
    ("member-cuont", 400),
]


@pytest.mark.parametrize(("value", "status"), MEASURES)
def test_concepts_of_a_scheme(atlas_client: FlaskClient, value: str, status: int) -> None:
    answer = atlas_client.get(f"/queries/conflicting-values?measure={value}")
    assert answer.status_code == status
    assert ("Did you mean: " in answer.text) is (status == 400)


@pytest.mark.parametrize("query", list(load_catalogue()), ids=lambda query: query.name)
def test_rows_of_the_catalogue_have_an_order(query: SavedQuery) -> None:
    assert is_ordered(query.text)


@pytest.mark.parametrize(
    ("path", "accept", "suffix"),
    [
        ("/queries/types", "text/turtle", ".ttl"),
        ("/queries/ask", "application/ld+json", ".jsonld"),
        ("/queries/types?day=2012-01-01", "application/rdf+xml, text/csv;q=0.5", ".rdf"),
    ],
)
def test_who_wants_rdf_is_led_to_the_description_of_the_query(
    forms_client: FlaskClient, path: str, accept: str, suffix: str
) -> None:
    answer = forms_client.get(path, headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{path.partition('?')[0]}{suffix}"
    described = Graph().parse(data=forms_client.get("/queries/types.nt").data, format="nt")
    assert (None, SH.select, None) in described


def test_of_a_query_that_makes_a_graph_the_graph_is_negotiated(forms_client: FlaskClient) -> None:
    answer = forms_client.get("/queries/graph", headers={"Accept": "application/n-triples"})
    assert (answer.status_code, answer.mimetype) == (200, "application/n-triples")
