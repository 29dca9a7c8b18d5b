"""What the answers should be, worked out with pandas from the files as they were published.

Nothing of the program is used: neither what an importer made of a file, nor a query. Each function
gives the rows of one question over one sample, without the names of things that the atlas chooses.
"""

from __future__ import annotations

import json
from itertools import combinations

import pandas as pd

from .lists import ISO, SAMPLES, amounts, raw

Cell = str | int | float
Rows = list[tuple[Cell, ...]]

ORGANIZATIONS = "h2020_organizations_out_formatted_latest.csv"
EU = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
}  # fmt: skip


def participations(sample: str) -> pd.DataFrame:
    """Rows of organization.csv, with what is said first of an organisation, and amounts."""
    file = ORGANIZATIONS if sample == "cordis-2023" else "head_organization_df_100.csv"
    table = raw(sample, file).copy()
    first = table.drop_duplicates("organisationID").set_index("organisationID")
    table["iso"] = table["organisationID"].map(first["country"].replace(ISO))
    table["small"] = table["organisationID"].map(first["SME"])
    for column in ("ecContribution", "netEcContribution", "totalCost"):
        table[column] = amounts(table[column])
    return table


def to_rows(table: pd.DataFrame) -> Rows:
    return [tuple(row) for row in table.itertuples(index=False, name=None)]


def contribution_by_country() -> Rows:
    table = participations("cordis-2023").dropna(subset="ecContribution")
    by_country = table.groupby("iso").agg(
        organisations=("organisationID", "nunique"),
        projects=("projectID", "nunique"),
        contribution=("ecContribution", "sum"),
    )
    return to_rows(by_country.round(2).reset_index())


def organisations_by_net_contribution() -> Rows:
    table = participations("cordis-2023")
    by_organisation = table.groupby("organisationID").agg(
        projects=("projectID", "nunique"), contribution=("netEcContribution", "sum")
    )
    ranked = by_organisation.round(2).reset_index()
    ranked = ranked.sort_values(["contribution", "organisationID"], ascending=[False, True])
    return to_rows(ranked.head(100))


def sme_share() -> Rows:
    table = participations("cordis-2023")
    of_smes = table[table["small"] == "True"]
    total, of_them = table["netEcContribution"].sum(), of_smes["netEcContribution"].sum()
    unknown = table[table["small"] == ""]["organisationID"].nunique()
    return [
        (
            table["organisationID"].nunique(),
            of_smes["organisationID"].nunique(),
            unknown,
            round(total, 2),
            round(of_them, 2),
            round(100 * of_them / total, 1),
        )
    ]


def third_country_participation() -> Rows:
    table = participations("cordis-2023")
    outside = table[~table["iso"].isin(EU)]
    by_country = outside.groupby("iso").agg(
        organisations=("organisationID", "nunique"),
        projects=("projectID", "nunique"),
        contribution=("netEcContribution", "sum"),
    )
    return to_rows(by_country.round(2).reset_index().assign(currency="EUR"))


def project_consortium() -> Rows:
    table = participations("cordis-2023").query("projectID == '883204'").copy()
    table["role"] = table["role"].replace({"thirdParty": "third-party"})
    columns = ["name", "role", "iso", "ecContribution", "netEcContribution", "totalCost"]
    return to_rows(table[columns])


def projects_of_organisation() -> Rows:
    table = participations("cordis-2023").query("organisationID == '999990946'")
    return to_rows(table[["projectAcronym", "role", "netEcContribution"]])


def co_participation_of_poland() -> Rows:
    table = participations("cordis-2023")
    inside = set(table[table["iso"] == "PL"]["organisationID"])
    shared: dict[tuple[str, str], int] = {}
    for _, members in table.groupby("projectID")["organisationID"]:
        for pair in combinations(sorted(set(members)), 2):
            if inside & set(pair):
                # The one from the region comes first, of two the one whose number comes first.
                key = pair if pair[0] in inside else (pair[1], pair[0])
                shared[key] = shared.get(key, 0) + 1
    return [
        (source, target, weight, str(target in inside).lower())
        for (source, target), weight in shared.items()
    ]


def in_regions() -> pd.DataFrame:
    """Participations in Horizon Europe, with the NUTS 2 code where one is given."""
    table = participations("cordis-he-2025")
    first = table.drop_duplicates("organisationID").set_index("organisationID")["nutsCode"]
    table["nuts"] = table["organisationID"].map(first)
    table["region"] = table["nuts"].where(table["nuts"].str.len() >= 4, "").str[:4]
    programme = raw("cordis-he-2025", "head_project_df_100.csv").set_index("id")
    euratom = table["projectID"].map(programme["legalBasis"]).str.startswith("EURATOM")
    table["programme"] = "Horizon Europe"
    table.loc[euratom, "programme"] = "Euratom Research and Training Programme"
    return table


def funding_by_region_and_programme() -> Rows:
    table = in_regions().query("region != ''")
    by_region = table.groupby(["region", "programme"]).agg(
        organisations=("organisationID", "nunique"),
        projects=("projectID", "nunique"),
        contribution=("netEcContribution", "sum"),
    )
    return to_rows(by_region.round(2).reset_index())


def region_pairs_across_borders() -> Rows:
    table = in_regions().query("region != ''")
    pairs: dict[tuple[str, str], int] = {}
    for _, regions in table.groupby("projectID")["region"]:
        for one, other in combinations(sorted(set(regions)), 2):
            if one[:2] != other[:2]:
                pairs[one, other] = pairs.get((one, other), 0) + 1
    return [(*pair, weight) for pair, weight in pairs.items()]


def subjects_of_netherlands() -> Rows:
    table = in_regions()
    members = table[table["nuts"].str.startswith("NL")][["organisationID", "projectID"]]
    subjects = raw("cordis-he-2025", "head_euroSciVoc_df_100.csv")
    joined = members.merge(subjects, on="projectID")
    by_subject = joined.groupby(["euroSciVocTitle", "euroSciVocCode"]).agg(
        projects=("projectID", "nunique"), organisations=("organisationID", "nunique")
    )
    return to_rows(by_subject.reset_index())


def begun() -> pd.DataFrame:
    """Participations of 2014 to 2016 in projects of which the start is told, with its year."""
    projects = raw("h2020-2016", "projects.csv").query("startDate != ''").copy()
    projects["year"] = projects["startDate"].str[:4].astype(int)
    edges = raw("h2020-2016", "edges.csv")
    return edges.merge(projects, left_on="projectRcn", right_on="rcn")


def new_participants_by_year() -> Rows:
    table = begun()[["new_org_id", "year"]].drop_duplicates()
    first = table.groupby("new_org_id")["year"].min()
    table["new"] = table["year"] == table["new_org_id"].map(first)
    by_year = table.groupby("year").agg(organisations=("new", "size"), new=("new", "sum"))
    by_year["percent"] = (100 * by_year["new"] / by_year["organisations"]).round(1)
    return to_rows(by_year.reset_index())


def coordinators_per_country_and_year() -> Rows:
    """By the country that the list of projects gives for the coordinator."""
    projects = begun().drop_duplicates("rcn")
    # Two projects' coordinator is not among their participants.
    projects = projects[projects["coordinator"] != "TRUST-IT SERVICES LTD"]
    projects = projects.assign(iso=projects["coordinatorCountry"].replace(ISO))
    by_year = projects.groupby(["iso", "year"]).agg(projects=("rcn", "nunique"))
    return to_rows(by_year.reset_index())


def projects_in_2015() -> Rows:
    table = raw("h2020-2016", "projects.csv").copy()
    known = (table["startDate"] != "") | (table["endDate"] != "")
    table = table[known]
    started = (table["startDate"] == "") | (table["startDate"] <= "2015-12-31")
    not_ended = (table["endDate"] == "") | (table["endDate"] >= "2015-01-01")
    running = table[started & not_ended].copy()
    running["contribution"] = amounts(running["ecMaxContribution"])
    told = running.dropna(subset="contribution")
    return [
        (len(told), round(told["contribution"].sum(), 2), "EUR"),
        (len(running) - len(told), "", ""),
    ]


FUNDS = {
    "Poland_CF_2007_2013.csv": "Cohesion Fund 2007–2013",
    "Poland_CF_2014_2020.csv": "Cohesion Fund 2014–2020",
    "Poland_ERDF_2014_2020.csv": "European Regional Development Fund 2014–2020",
    "Poland_ESF_2014_2020.csv": "European Social Fund 2014–2020",
}


def operations(file: str) -> pd.DataFrame:
    """A list of operations with columns of one name, and names without doubled spaces."""
    table = raw("cohesion-pl", file)
    value, contribution = (table.columns[number] for number in (2, 3))
    return pd.DataFrame(
        {
            "beneficiary": table["Nazwa beneficjenta"].str.split().str.join(" ").str.casefold(),
            "value": amounts(table[value]),
            "contribution": amounts(table[contribution]),
        }
    )


def cohesion_money() -> Rows:
    rows: Rows = []
    for file, fund in FUNDS.items():
        table = operations(file)
        rows.append((fund, len(table), round(table["contribution"].sum(), 2)))
    return rows


def beneficiaries() -> Rows:
    """Of one list, by the name in small letters: projects, total value, EU funding."""
    table = operations("Poland_CF_2014_2020.csv")
    by_name = table.groupby("beneficiary").agg(
        projects=("value", "size"), value=("value", "sum"), contribution=("contribution", "sum")
    )
    return to_rows(by_name.round(2).reset_index())


# Eurostat's regions of level 2, by the counties in them.
COUNTIES = {
    "Stockholm": ("Stockholms",),
    "Östra Mellansverige": ("Uppsala", "Södermanlands", "Östergötlands", "Örebro", "Västmanlands"),
    "Småland med öarna": ("Jönköpings", "Kronobergs", "Kalmar", "Gotlands"),
    "Sydsverige": ("Blekinge", "Skåne"),
    "Västsverige": ("Hallands", "Västra Götalands"),
    "Norra Mellansverige": ("Värmlands", "Dalarnas", "Gävleborgs"),
    "Mellersta Norrland": ("Västernorrlands", "Jämtlands"),
    "Övre Norrland": ("Västerbottens", "Norrbottens"),
}
REGIONS = {f"{county} län": region for region, counties in COUNTIES.items() for county in counties}


def partners_by_region() -> Rows:
    """Lead partners, partners and projects by region; a partner counts in each of its counties."""
    table = pd.DataFrame(json.loads((SAMPLES / "interreg-se" / "rawdata.json").read_text()))
    table["name"] = table["organisationsnamn"].fillna("").str.strip().str.casefold()
    table = table[table["name"] != ""]
    table["region"] = table["nuts3"].str.strip().map(REGIONS)
    table["region"] = table["region"].fillna(table["nuts2"])
    seats = table[["name", "region"]].dropna().drop_duplicates()
    table["project"] = table["program"] + table["projektnamn"].str.casefold()
    table["leader"] = table["name"].where(table["organisationsroll"] == "LP")
    by_region = table.drop(columns="region").merge(seats, on="name").groupby("region")
    counted = by_region.agg(
        leaders=("leader", "nunique"), partners=("name", "nunique"), projects=("project", "nunique")
    )
    return to_rows(counted.reset_index())
