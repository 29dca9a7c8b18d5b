"""The facts of the five first sources stand on the pages, in both languages, with who says so."""

from __future__ import annotations

import pytest

from .conftest import Pages
from .reading import words

KLASTER = "/id/cluster/klaster-lifescience-krakow"
MRPO = "/id/project/mrpo-8-2-bio-region-networks"
VISIT = "/id/event/ecri-study-visit-2018"
DAYS = "/id/event/european-cluster-days-2015"

# Each: the language, the page, what a reader finds on it.
FACTS = {
    "members in 2008": ("en", KLASTER, "32 institutions"),
    "members in 2018": ("en", KLASTER, "95 institutions"),
    "members by the English page": ("en", KLASTER, "72 institutions"),
    "members by the Polish page": ("pl", KLASTER, "70 instytucji wartość preferowana"),
    "why one is preferred": ("en", KLASTER, "The cluster’s own page in the original language."),
    "members disagree": ("en", KLASTER, "Member count sources disagree"),
    "approximate": ("en", KLASTER, "about 35,000 people"),
    "approximate, Polish": ("pl", KLASTER, "około 35 000 osób"),
    "more than": ("en", KLASTER, "more than EUR 207,000,000"),
    "founded": ("en", KLASTER, "Founded 2006"),
    "key national cluster": ("pl", KLASTER, "Krajowy Klaster Kluczowy"),
    "abbreviation": ("en", KLASTER, "KLK"),
    "intended membership": ("en", KLASTER, "GIN , network leader intended"),
    "money without an amount": ("en", KLASTER, "Smart Growth 2014-2020"),
    "why the region was inferred": ("en", KLASTER, "Inferred, not stated:"),
    "total value": ("en", MRPO, "PLN 1,087,398"),
    "total value, Polish": ("pl", MRPO, "1 087 398 PLN"),
    "as printed": ("pl", MRPO, "“1 087 398, 00 zł”"),
    "quarters": ("en", MRPO, "from Q2 2011 to Q4 2012"),
    "quarters, Polish": ("pl", MRPO, "od II kwartału 2011 do IV kwartału 2012"),
    "months against the period": ("en", MRPO, "The period allows for 15.1 to 21 months"),
    "two statuses": ("pl", MRPO, "złożony"),
    "misspelling of a partner": ("en", MRPO, "GENOPOL"),
    "leader": ("pl", MRPO, "Jagiellońskie Centrum Innowacji"),
    "planned events": ("pl", MRPO, "planowane"),
    "days of the visit": ("en", VISIT, "15–16 February 2018"),
    "days of the visit, Polish": ("pl", VISIT, "15–16 lutego 2018"),
    "visited cluster": ("en", VISIT, "MedSilesia Cluster"),
    "attendance": ("en", DAYS, "more than 400 people"),
    "dozens": ("pl", DAYS, "co najmniej 24 sesje"),
    "organiser": ("en", DAYS, "France Clusters"),
    "post": ("en", "/id/person/anna-sowa-jadczyk", "Deputy Director"),
    "post, Polish": ("pl", "/id/person/anna-sowa-jadczyk", "wiadomo, że w dniu 16 lutego 2018"),
    "author": ("en", "/id/person/ioannis-trantakis", "ECRI partners visit innovation clusters"),
    "a cluster's chairman": ("en", "/id/cluster/innowacyjna-medycyna", "Bartosz Hajncz , Chairman"),
    "misspelt cluster": ("en", "/id/cluster/innowacyjna-medycyna", "Innovative Medicine Custer"),
    "designation": ("en", "/id/cluster/medsilesia", "Key National Cluster"),
    "agreement": ("en", "/id/project/rozwoj-klastra-innowacyjna-medycyna", "DG-G/2918/13"),
    "partner's spellings": ("en", "/id/organisation/genopole", "GENOPOL"),
}
# Each: the page, the document and paragraph that its facts lead to.
SOURCES = {
    "English page": (KLASTER, "mrpo-project-en-p18"),
    "Polish page": (KLASTER, "mrpo-project-pl-p17"),
    "money": (MRPO, "mrpo-project-pl-p2"),
    "visit": (VISIT, "ecri-study-visit-p3"),
}
CLUSTERS = (
    "klaster-lifescience-krakow",
    "medsilesia",
    "sustainable-infrastructure-cluster",
    "innowacyjna-medycyna",
    "bioib",
    "biopmed",
    "hbio",
)


@pytest.mark.parametrize(("language", "path", "fact"), FACTS.values(), ids=FACTS)
def test_a_fact_stands_on_the_page(pages: Pages, language: str, path: str, fact: str) -> None:
    assert fact in words(pages.get(f"/{language}{path}"))


@pytest.mark.parametrize(("path", "passage"), SOURCES.values(), ids=SOURCES)
def test_a_fact_leads_to_its_paragraph(pages: Pages, path: str, passage: str) -> None:
    assert f'href="/en/id/passage/{passage}"' in pages.get(f"/en{path}")


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("cluster", CLUSTERS)
def test_each_cluster_names_its_sources(pages: Pages, cluster: str, language: str) -> None:
    page = pages.get(f"/{language}/id/cluster/{cluster}")
    assert page.count("<h1") == 1
    assert '<details class="said">' in page


def test_texts_in_other_languages_are_marked(pages: Pages) -> None:
    page = pages.get("/en/id/cluster/bioib")
    assert '<span lang="ca">Cluster biotecnològic i biomèdic de les Illes Balears</span>' in page
