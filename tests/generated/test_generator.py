"""The generator of benchmarks: repeatable, as large as asked for, shaped as the samples are."""

from __future__ import annotations

import csv
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
FILES = ("project.csv", "organization.csv", "euroSciVoc.csv", "topics.csv", "legalBasis.csv")
PARTICIPATIONS = 20_000


def generate(folder: Path, *options: str) -> Path:
    command = [sys.executable, "benchmarks/generate.py", *options, str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def rows(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype=str, keep_default_na=False)


def amounts(column: pd.Series[str]) -> pd.Series[float]:
    return pd.to_numeric(column.str.replace(",", "."))


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("generated"), "--participations", str(PARTICIPATIONS))


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    options = ("--participations", "300", "--faults", "0.1")
    first = digests(generate(tmp_path / "a", *options))
    assert digests(generate(tmp_path / "b", *options)) == first
    assert digests(generate(tmp_path / "c", *options, "--seed", "2")) != first


@pytest.mark.parametrize("name", FILES)
def test_columns_are_those_of_the_samples(name: str, generated: Path) -> None:
    samples = {
        "project.csv": "cordis-2023/h2020_projects_out_formatted_latest.csv",
        "organization.csv": "cordis-2023/h2020_organizations_out_formatted_latest.csv",
        "euroSciVoc.csv": "cordis-he-2025/head_euroSciVoc_df_100.csv",
        "topics.csv": "cordis-he-2025/head_topics_df_100.csv",
        "legalBasis.csv": "cordis-he-2025/head_legalBasis_df_100.csv",
    }
    sample = SAMPLES / samples[name]
    if not sample.exists():
        pytest.skip("the samples of real data are not beside this checkout")
    assert list(rows(generated / name).columns) == list(rows(sample).columns)


def test_everything_refers_to_something(generated: Path) -> None:
    projects = set(rows(generated / "project.csv")["id"])
    organization = rows(generated / "organization.csv")
    assert len(organization) == PARTICIPATIONS
    for name in FILES[1:]:
        assert set(rows(generated / name)["projectID"]) <= projects
    assert not organization.duplicated(["projectID", "organisationID"]).any()
    assert (organization.query("role == 'coordinator'").groupby("projectID").size() == 1).all()
    of_one = organization.groupby("organisationID")["name"].nunique()
    assert (of_one == 1).all()


def test_sums_of_participants_are_those_of_projects(generated: Path) -> None:
    project = rows(generated / "project.csv").set_index("id")
    organization = rows(generated / "organization.csv")
    for column, total in (("ecContribution", "ecMaxContribution"), ("totalCost", "totalCost")):
        parts = amounts(organization[column].replace("", "0")).groupby(organization["projectID"])
        difference = parts.sum() - amounts(project[total])
        assert difference.abs().max() < 0.005


def shape(projects: pd.Series[str], organisations: pd.Series[str]) -> dict[str, float]:
    """How participations are spread over projects and organisations."""
    of_project = projects.value_counts()
    of_organisation = organisations.value_counts()
    hundredth = max(1, len(of_organisation) // 100)
    return {
        "participations of a project": float(of_project.mean()),
        "projects of one": float((of_project == 1).mean()),
        "projects of more than ten": float((of_project > 10).mean()),
        "participations of an organisation": float(of_organisation.mean()),
        "organisations that take part once": float((of_organisation == 1).mean()),
        "share of the busiest hundredth": float(
            of_organisation.iloc[:hundredth].sum() / len(projects)
        ),
    }


def test_participations_are_as_skewed_as_in_the_sample(generated: Path) -> None:
    sample = SAMPLES / "h2020-2016" / "edges.csv"
    if not sample.exists():
        pytest.skip("the samples of real data are not beside this checkout")
    real = pd.read_csv(sample, sep="\t", dtype=str)
    organization = rows(generated / "organization.csv")
    invented = shape(organization["projectID"], organization["organisationID"])
    assert invented == pytest.approx(shape(real["projectRcn"], real["new_org_id"]), rel=0.15)


def test_money_is_as_skewed_as_in_the_sample(generated: Path) -> None:
    sample = SAMPLES / "cordis-2023" / "h2020_organizations_out_formatted_latest.csv"
    if not sample.exists():
        pytest.skip("the samples of real data are not beside this checkout")
    quantiles = {}
    for name, file in (("real", sample), ("invented", generated / "organization.csv")):
        table = rows(file)
        given = amounts(table[(table["role"] == "participant")]["ecContribution"])
        quantiles[name] = list(given.quantile([0.2, 0.5, 0.8, 0.95]))
        sme = table.drop_duplicates("organisationID")["SME"] == "True"
        quantiles[f"{name} SME"] = [sme.mean()]
    assert quantiles["invented"] == pytest.approx(quantiles["real"], rel=0.1)
    assert quantiles["invented SME"] == pytest.approx(quantiles["real SME"], rel=0.1)


def test_seeded_faults_are_where_the_list_says(tmp_path: Path) -> None:
    folder = generate(tmp_path / "faulty", "--participations", "2000", "--faults", "0.2")
    with (folder / "faults.tsv").open(encoding="utf-8", newline="") as file:
        faults = list(csv.DictReader(file, delimiter="\t"))
    assert {fault["unusable"] for fault in faults} == {"True", "False"}
    assert {fault["fault"] for fault in faults} > {"line break", "exponent", "no such day"}
    found = {}
    for name in ("project.csv", "organization.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            before = 1
            for row in reader:
                found[name, before + 1] = row
                before = reader.line_num
    for fault in faults:
        assert found[fault["file"], int(fault["line"])][fault["column"]] == fault["value"]
