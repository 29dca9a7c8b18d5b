"""Lists as other countries write them, invented: each through a mapping and no code."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clusteratlas.errors import ImportRefused

from .conftest import Reading

HEAD = """\
importer: cohesion
name: list-x
title: {{en: A list, pl: Wykaz}}
publisher: An authority
language: {language}
"""

CZECH = """\
Číslo projektu;Název projektu CZ;Název příjemce;PSČ příjemce;Obec;Datum zahájení;\
Skutečné datum ukončení;Celkové způsobilé výdaje;Příspěvek Unie;Název programu
CZ.01.1.02/0.0/0.0/15_019/0004481;Vývoj měřicí techniky;Přístroje Vzor s.r.o.;602 00;Brno;\
1.9.2016;31.8.2019;"12 345 678,90";"6 172 839,45";OP Podnikání a inovace pro konkurenceschopnost
CZ.01.1.02/0.0/0.0/15_019/0004482;Zkušební laboratoř;PŘÍSTROJE VZOR S.R.O.;602 00;Brno;\
15.12.2017;;"950 000,00";"475 000,00";OP Podnikání a inovace pro konkurenceschopnost
"""
CZECH_MAPPING = (
    HEAD.format(language="cs")
    + """\
encoding: windows-1250
numbers: {decimalChar: ",", groupChar: " "}
dates: {format: "%d.%m.%Y"}
constants:
  project.fund: ERDF
  project.funding-period: 2014-2020
  funding.currency: CZK
  organisation.country: CZ
schema:
  fields:
    - {name: Číslo projektu, means: project.identifier}
    - {name: Název projektu CZ, means: project.title}
    - {name: Název příjemce, means: organisation.name}
    - {name: PSČ příjemce, means: organisation.postcode}
    - {name: Obec, means: organisation.city}
    - {name: Datum zahájení, means: project.start}
    - {name: Skutečné datum ukončení, means: project.end}
    - {name: Celkové způsobilé výdaje, means: funding.total-cost}
    - {name: Příspěvek Unie, means: funding.eu-contribution}
    - {name: Název programu, means: project.programme}
"""
)


def test_czech_list(listed: Reading) -> None:
    outcome = listed(CZECH.encode("windows-1250"), CZECH_MAPPING)
    assert outcome.rows("SELECT ?i ?t { ?p dcterms:identifier ?i; skos:prefLabel ?t }") == [
        ("CZ.01.1.02/0.0/0.0/15_019/0004481", "Vývoj měřicí techniky"),
        ("CZ.01.1.02/0.0/0.0/15_019/0004482", "Zkušební laboratoř"),
    ]
    assert outcome.total("total-cost") == Decimal("13295678.90")
    assert outcome.total("eu-contribution") == Decimal("6647839.45")
    assert outcome.rows("SELECT ?a ?n { ?f ca:amountAsPrinted ?a BIND (LANG(?a) AS ?n) }") == [
        ("12 345 678,90", ""), ("475 000,00", ""), ("6 172 839,45", ""), ("950 000,00", ""),
    ]  # fmt: skip
    days = "SELECT ?s ?e { ?p ca:earliestStart ?s OPTIONAL { ?p ca:latestEnd ?e } }"
    assert outcome.rows(days) == [
        ("2016-09-01", "2019-08-31"), ("2017-12-15", ""),
    ]  # fmt: skip
    assert outcome.rows("SELECT ?n { ?o a ca:Organisation; foaf:name ?n }") == [
        ("PŘÍSTROJE VZOR S.R.O.",), ("Přístroje Vzor s.r.o.",),
    ]  # fmt: skip
    assert outcome.count("Organisation") == 1
    assert outcome.rows("SELECT DISTINCT ?c ?l { ?o vcard:postal-code ?c; vcard:locality ?l }") == [
        ("602 00", "Brno")
    ]
    names = "SELECT ?l { ?p a ca:Programme; skos:prefLabel ?l FILTER (LANG(?l) = 'cs') }"
    assert outcome.rows(names) == [
        ("OP Podnikání a inovace pro konkurenceschopnost",)
    ]  # fmt: skip
    assert outcome.aside() == outcome.odd() == []


GERMAN = """\
Transparenzliste\t\t\t\t\t
Stand: 31.12.2021\t\t\t\t\t
Zuwendungsempfänger\tVorhaben\tEFRE (Tsd. EUR)\tESF (Tsd. EUR)\tGesamt (Tsd. EUR)\tBundesland
name of beneficiary\toperation\tERDF\tESF\ttotal\tregion
Hochschule Musterstadt\tTransferzentrum\t1.200,5\t\t2.401\tSachsen
Hochschule Musterstadt\tFachkräfte von morgen\t\t80\t100\tBayern
"""
GERMAN_MAPPING = (
    HEAD.format(language="de")
    + """\
dialect: {delimiter: tab, headerRows: [3], commentRows: [4]}
numbers: {decimalChar: ",", groupChar: "."}
constants:
  organisation.country: DE
  funding.currency: EUR
  project.funding-period: 2014-2020
schema:
  fields:
    - {name: Zuwendungsempfänger, means: organisation.name}
    - {name: Vorhaben, means: project.title}
    - {name: EFRE (Tsd. EUR), means: funding.eu-contribution, factor: 1000, fund: EFRE}
    - {name: ESF (Tsd. EUR), means: funding.eu-contribution, factor: 1000, fund: ESF}
    - {name: Gesamt (Tsd. EUR), means: funding.total-value, factor: 1000}
    - {name: Bundesland, means: project.region, level: 1}
"""
)


def test_german_list_in_thousands_with_a_column_for_each_fund(listed: Reading) -> None:
    outcome = listed(GERMAN, GERMAN_MAPPING)
    assert outcome.rows(
        "SELECT ?t ?l ?a ?printed { ?f ca:funded/skos:prefLabel ?t; ca:amount ?a; "
        "ca:amountAsPrinted ?printed; ca:underProgramme/skos:prefLabel ?l "
        "FILTER (LANG(?l) = 'en') }"
    ) == [
        ("Fachkräfte von morgen", "European Social Fund 2014–2020", "80000", "80"),
        ("Transferzentrum", "European Regional Development Fund 2014–2020", "1200500", "1.200,5"),
    ]
    assert outcome.total("total-value") == Decimal(2501000)
    assert outcome.rows("SELECT ?t ?c { ?p skos:prefLabel ?t; ca:appliesTo/ca:nutsCode ?c }") == [
        ("Fachkräfte von morgen", "DE2"), ("Transferzentrum", "DED"),
    ]  # fmt: skip
    assert [line for line, *_, code in outcome.odd() if code == "row-of-comments"] == [4]
    assert outcome.count("Organisation") == 1
    assert outcome.aside() == []


FRENCH = """\
Intitulé de l'opération,Nom du bénéficiaire,Coût total,Taux de cofinancement UE,Début,Fin,Région
Plateforme d'innovation,Université d'Exemple,"1 000 000,00 €",60,15/01/2021,14/01/2024,Bretagne
Incubateur,Technopole Modèle,"250 000,10 €","33,33",01/03/2021,29/02/2021,Nulle-Part
Pépinière,Commune de Nulle,"10 000,00 €",160,2021-02-01,31/12/2021,Corse
"""
FRENCH_MAPPING = (
    HEAD.format(language="fr")
    + """\
numbers: {decimalChar: ","}
dates: {format: "%d/%m/%Y"}
constants: {organisation.country: FR, funding.currency: EUR}
schema:
  fields:
    - {name: Intitulé de l'opération, means: project.title}
    - {name: Nom du bénéficiaire, means: organisation.name}
    - {name: Coût total, means: funding.total-value}
    - {name: Taux de cofinancement UE, means: funding.rate}
    - {name: Début, means: project.start}
    - {name: Fin, means: project.end}
    - {name: Région, means: organisation.region}
"""
)


def test_french_list_with_a_rate_instead_of_the_contribution(listed: Reading) -> None:
    outcome = listed(FRENCH, FRENCH_MAPPING)
    shares = outcome.rows(
        "SELECT ?t ?a ?why { ?f ca:funded/skos:prefLabel ?t; ca:amount ?a; ca:inferenceReason ?why "
        "FILTER (LANG(?why) = 'en') }"
    )
    assert shares == [
        ("Incubateur", "83325.03",
         "Worked out from the total value and the co-financing rate of 33.33%."),
        ("Plateforme d'innovation", "600000",
         "Worked out from the total value and the co-financing rate of 60%."),
    ]  # fmt: skip
    assert outcome.aside() == [
        (3, "Fin", "29/02/2021", "date-impossible"),
        (4, "Taux de cofinancement UE", "160", "rate-out-of-bounds"),
    ]
    unknown = [odd for odd in outcome.odd() if odd[3] == "region-name-unknown"]
    assert unknown == [(3, "Région", "Nulle-Part", "region-name-unknown")]
    assert outcome.rows("SELECT ?p { ?x ca:placeAsGiven ?p }") == [
        ("Bretagne",), ("Corse",), ("Nulle-Part",),
    ]  # fmt: skip


ITALIAN = """\
CUP|Titolo Progetto|Beneficiario|Partita IVA|Data inizio|Fondi UE|Fondi Stato|Costo
A11B0001|Sede|Esempio S.r.l.|IT 01234567890|5 marzo 2020|70.000,00|20.000,00|100.000,00
A11B0001|Sede|Modello S.p.A.|01234567890|5 marzo 2020|70.000,00|20.000,00|100.000,00
A11B0002|Officina|Esempio S.r.l.|IT01234567890|2020-04-06|120.000,00||100.000,00
"""
ITALIAN_MAPPING = (
    HEAD.format(language="it")
    + """\
dialect: {delimiter: "|"}
numbers: {decimalChar: ",", groupChar: "."}
constants: {organisation.country: Italia, funding.currency: EUR}
schema:
  fields:
    - {name: CUP, means: project.identifier}
    - {name: Titolo Progetto, means: project.title}
    - {name: Beneficiario, means: organisation.name}
    - {name: Partita IVA, means: organisation.vat}
    - {name: Data inizio, means: project.start}
    - {name: Fondi UE, means: funding.eu-contribution}
    - {name: Fondi Stato, means: funding.national-contribution}
    - {name: Costo, means: funding.total-value}
"""
)


def test_italian_list_with_two_beneficiaries_of_one_project(listed: Reading) -> None:
    outcome = listed(ITALIAN, ITALIAN_MAPPING)
    assert outcome.count("Project") == 2
    assert outcome.count("Participation") == 3
    # What both rows say of the project is one claim with two passages: a sum counts it once.
    assert outcome.total("total-value") == Decimal(200000)
    assert outcome.total("national-contribution") == Decimal(20000)
    assert outcome.rows("SELECT ?n ?v { ?o foaf:name ?n; schema:vatID ?v }") == [
        ("Esempio S.r.l.", "IT01234567890"), ("Modello S.p.A.", "IT01234567890"),
    ]  # fmt: skip
    assert outcome.aside() == []
    assert outcome.rows("SELECT DISTINCT ?d { ?p ca:during/ca:earliestStart ?d }") == [
        ("2020-03-05",), ("2020-04-06",),
    ]  # fmt: skip
    assert outcome.odd() == [
        (3, "Partita IVA", "01234567890", "vat-country-added"),
        (4, "Fondi UE", "120.000,00", "amount-above-total"),
    ]


ROMANIAN = """\
Titlul proiectului;Denumire beneficiar;Județ;Fond;Perioada;Valoare totală;Moneda;Cod SMIS
Centru de inovare;Universitatea Model;Cluj;FEDR;2014-2020;1.500.000,00;RON;100200
Incubator;Asociația Exemplu;Cluj;FEDR;2014-2020;abc;RON;100201
Parc;Comuna Exemplu;Cluj;XYZ;2014–2020;5,50;LEU;100202
;Comuna Exemplu;Cluj;FSE;2014-2020;7,00;EUR;100203
Piață;;Cluj;FSE;2014-2020;-7,00;EUR;100204
"""
ROMANIAN_MAPPING = (
    HEAD.format(language="ro")
    + """\
numbers: {decimalChar: ",", groupChar: "."}
constants: {organisation.country: RO}
schema:
  fields:
    - {name: Titlul proiectului, means: project.title}
    - {name: Denumire beneficiar, means: organisation.name}
    - {name: Județ, means: organisation.region, level: 3}
    - {name: Fond, means: project.fund}
    - {name: Perioada, means: project.funding-period}
    - {name: Valoare totală, means: funding.total-value}
    - {name: Moneda, means: funding.currency}
    - {name: Cod SMIS, means: project.identifier}
"""
)


def test_romanian_list_with_all_that_can_be_wrong(listed: Reading) -> None:
    outcome = listed(ROMANIAN, ROMANIAN_MAPPING)
    assert outcome.aside() == [
        (3, "Valoare totală", "abc", "number-unreadable"),
        (4, "Fond", "XYZ", "fund-unknown"),
        (4, "Moneda", "LEU", "value-not-in-mapping"),
        (4, "Valoare totală", "5,50", "amount-without-currency"),
        (5, "Titlul proiectului", "100203", "project-without-title"),
        (5, "Valoare totală", "7,00", "project-without-title"),
        (6, "Valoare totală", "-7,00", "amount-negative"),
        (6, "Denumire beneficiar", "", "organisation-without-name"),
    ]
    assert outcome.rows("SELECT ?t ?f { ?p skos:prefLabel ?t; a ca:Project OPTIONAL { "
                        "?p ca:underProgramme/skos:prefLabel ?f FILTER (LANG(?f) = 'en') } }") == [
        ("Centru de inovare", "European Regional Development Fund 2014–2020"),
        ("Incubator", "European Regional Development Fund 2014–2020"),
        ("Parc", ""),
        ("Piață", "European Social Fund 2014–2020"),
    ]  # fmt: skip
    places = "SELECT DISTINCT ?c { ?o a ca:Organisation; ca:locatedIn/ca:nutsCode ?c }"
    assert outcome.rows(places) == [
        ("RO",), ("RO113",),
    ]  # fmt: skip
    assert outcome.total("total-value") == Decimal(1500000)


def test_column_that_the_mapping_does_not_name_is_told_of(listed: Reading) -> None:
    outcome = listed("CUP|Titolo Progetto|Nota\n1|A|x\n", HEAD.format(language="it") + """\
schema:
  fields:
    - {name: CUP, means: nothing}
    - {name: Titolo Progetto, means: project.title}
""")  # fmt: skip
    assert outcome.odd() == [(1, "Nota", "", "column-unmapped")]


def test_rows_that_are_alike_are_kept_apart_and_told_of(listed: Reading) -> None:
    mapping = (
        HEAD.format(language="it")
        + """\
constants: {funding.currency: EUR}
schema:
  fields:
    - {name: T, means: project.title}
    - {name: B, means: organisation.name}
    - {name: V, means: funding.total-value}
"""
    )
    outcome = listed("T,B,V\nStrada,Comune,5\nPonte,Comune,6\nSTRADA,comune,5\n", mapping)
    assert outcome.count("Project") == outcome.count("Participation") == 3
    assert outcome.total("total-value") == Decimal(16)
    assert outcome.odd() == [(4, "T", "STRADA", "row-repeated")]
    assert outcome.report.made["organisation"] == outcome.count("Organisation") == 1


def test_rows_keep_their_names_when_others_come_and_go(listed: Reading) -> None:
    mapping = (
        HEAD.format(language="it")
        + """\
schema:
  fields:
    - {name: T, means: project.title}
    - {name: B, means: organisation.name}
"""
    )
    every = "SELECT ?p { ?p a ca:Project }"
    before = listed("T,B\nStrada,Comune\nPonte,Comune\n", mapping).rows(every)
    after = listed("T,B\nScuola,Comune\nPonte,Comune\nStrada,Comune\n", mapping).rows(every)
    assert set(before) < set(after)


@pytest.mark.parametrize("rows", ["", "\n\n"])
def test_empty_list_is_refused(rows: str, listed: Reading) -> None:
    with pytest.raises(ImportRefused, match="is empty"):
        listed(rows, ROMANIAN_MAPPING)
