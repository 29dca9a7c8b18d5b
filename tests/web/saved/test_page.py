"""The pages of the saved queries: the list, the form, the result, what is wrong with a value."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers=HTML)
    assert (answer.status_code, answer.mimetype) == (status, "text/html"), answer.text
    return answer.text


CONTROLS = [
    ("types", 'name="day" value="2012-01-01"', 'type="date"'),
    ("types", 'name="share" value="0.1"', 'type="number" step="any"'),
    ("numbers", 'name="above" value="-1"', 'type="number" step="1"'),
    ("types", '<select id="parameter-certain" name="certain"', '<option value="true" selected>'),
    ("types", '<textarea id="parameter-thing" name="thing"', 'data-kind="cluster"'),
]


@pytest.mark.parametrize(("name", "named", "typed"), CONTROLS)
def test_each_type_has_its_control(
    forms_client: FlaskClient, name: str, named: str, typed: str
) -> None:
    text = text_of(forms_client, f"/queries/{name}")
    line = next(line for line in text.splitlines() if named in line)
    assert typed in line + text.partition(line)[2][:300]


def test_concepts_of_a_scheme_are_chosen_from_a_list(atlas_client: FlaskClient) -> None:
    text = text_of(atlas_client, "/pl/queries/conflicting-values?measure=member-count")
    assert '<option value="scheme-measure:member-count" selected>' in text
    assert '<option value="">wszystkie</option>' in text


def test_the_result_stands_below_once_it_is_asked_for(forms_client: FlaskClient) -> None:
    assert "<tbody>" not in text_of(forms_client, "/queries/numbers")
    text = text_of(forms_client, "/queries/numbers?above=3&limit=4")
    assert text.count("<tr><td") == 4
    assert "Rows 1 to 4" in text
    following = text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert parse_qs(urlsplit(following).query) == {"above": ["3"], "limit": ["4"], "page": ["2"]}
    assert "Rows 5 to 6" in text_of(forms_client, following)


@pytest.mark.parametrize(
    ("name", "words"),
    [("ask", "Yes"), ("graph", "a ca:Cluster"), ("volatile", "Rows 1 to 1")],
)
def test_results_of_each_form(forms_client: FlaskClient, name: str, words: str) -> None:
    assert words in text_of(forms_client, f"/queries/{name}?limit=10")


def test_a_thing_is_called_by_its_name(atlas_client: FlaskClient) -> None:
    text = text_of(atlas_client, "/pl/queries/cluster-member-counts?cluster=medsilesia")
    assert '<a href="/pl/id/cluster/medsilesia">' in text


def test_a_name_that_is_unclear_brings_choices(atlas_client: FlaskClient) -> None:
    text = text_of(atlas_client, "/queries/cluster-member-counts?cluster=lifescienc", 400)
    assert 'aria-invalid="true"' in text
    choice = text.split('class="chip" href="/queries/cluster-member-counts?')[1].split('"')[0]
    assert parse_qs(choice.replace("&amp;", "&"))["cluster"] == [
        "cluster:klaster-lifescience-krakow"
    ]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/queries/types?day=x", "“day” takes a date"),
        ("/pl/queries/types?day=x", "„day” przyjmuje datę"),
        ("/queries/types?dya=2012-01-01", "Did you mean: day?"),
        ("/queries/types?limit=x", "“limit” takes"),
    ],
)
def test_what_is_wrong_stands_on_the_page(
    forms_client: FlaskClient, address: str, words: str
) -> None:
    text = text_of(forms_client, address, 400)
    assert words in text
    assert 'name="day"' in text


def test_the_address_for_programs_is_the_same_query(forms_client: FlaskClient) -> None:
    text = text_of(forms_client, "/queries/numbers?above=7")
    address = text.split('<code class="address">')[1].split("<")[0]
    assert forms_client.get(f"{address}&format=csv").text == "n,m\r\n8,16\r\n9,18\r\n"
    assert "pandas.read_csv" in text
    assert "Web.Contents" in text


def test_nothing_of_a_value_becomes_markup(forms_client: FlaskClient) -> None:
    text = text_of(forms_client, "/queries/types?word=%22%3E%3Cscript%3E&limit=5")
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("?q=członków", "cluster-member-counts", "study-visits"),
        ("?collection=imports", "sme-share", "study-visits"),
        ("?tag=events", "study-visits", "sme-share"),
        ("?q=zzzz", "No saved query has these words", "study-visits"),
    ],
)
def test_the_list(atlas_client: FlaskClient, query: str, there: str, missing: str) -> None:
    text = text_of(atlas_client, f"/queries{query}")
    assert there in text
    assert f"/queries/{missing}" not in text
