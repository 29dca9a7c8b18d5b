"""The shape and the skew of real data, as measured once. Names and texts were not looked at.

H2020 2014-2016, complete (7,574 projects, 31,868 participations, 12,326 organisations; the edition
with tabs): participations per project and per organisation, durations, years of start.
H2020 2023, a part (2,722 participations of 1,819 organisations): countries, kinds, roles, money,
how often a field is empty, how organisations crowd in places.
Horizon Europe 2025, all EuroSciVoc subjects (38,789 of 13,542 projects): subjects.

A table of counts is (least, most, how many); one of shares is (value, weight); quantiles are those
of `QUANTILES`, between which values are interpolated.
"""

from __future__ import annotations

QUANTILES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)

# How many participations a project has: rows of edges.csv by projectRcn.
PARTICIPATIONS_OF_PROJECT = (
    (1, 1, 4724), (2, 2, 274), (3, 3, 213), (4, 4, 189), (5, 5, 158), (6, 6, 192), (7, 7, 211),
    (8, 8, 220), (9, 9, 258), (10, 10, 225), (11, 12, 297), (13, 15, 252), (16, 20, 183),
    (21, 30, 116), (31, 50, 56), (51, 100, 5), (101, 153, 1),
)  # fmt: skip

# In how many projects an organisation takes part: rows of edges.csv by new_org_id.
PARTICIPATIONS_OF_ORGANISATION = (
    (1, 1, 8817), (2, 2, 1626), (3, 3, 582), (4, 4, 321), (5, 6, 307), (7, 9, 214), (10, 14, 157),
    (15, 24, 140), (25, 49, 99), (50, 99, 49), (100, 199, 12), (200, 350, 2),
)  # fmt: skip

# Where organisations are: unique_org.csv by country, those with at least 55 of 12,326. With the
# latitude and the longitude of the capital, around which invented addresses are strewn.
COUNTRIES = (
    ("DE", 1475, 52.5, 13.4), ("ES", 1330, 40.4, -3.7), ("IT", 1229, 41.9, 12.5),
    ("UK", 1215, 51.5, -0.1), ("FR", 1065, 48.9, 2.3), ("NL", 706, 52.4, 4.9),
    ("BE", 542, 50.8, 4.4), ("AT", 341, 48.2, 16.4), ("SE", 328, 59.3, 18.1),
    ("PT", 286, 38.7, -9.1), ("EL", 286, 38.0, 23.7), ("PL", 281, 52.2, 21.0),
    ("DK", 254, 55.7, 12.6), ("FI", 229, 60.2, 24.9), ("IE", 198, 53.3, -6.3),
    ("CH", 191, 46.9, 7.4), ("NO", 187, 59.9, 10.7), ("RO", 172, 44.4, 26.1),
    ("HU", 169, 47.5, 19.0), ("CZ", 147, 50.1, 14.4), ("SI", 146, 46.1, 14.5),
    ("IL", 146, 31.8, 35.2), ("TR", 126, 39.9, 32.9), ("BG", 116, 42.7, 23.3),
    ("EE", 91, 59.4, 24.8), ("SK", 87, 48.1, 17.1), ("HR", 85, 45.8, 16.0),
    ("RS", 72, 44.8, 20.5), ("US", 64, 38.9, -77.0), ("LT", 61, 54.7, 25.3),
    ("LV", 56, 56.9, 24.1), ("CY", 55, 35.2, 33.4),
)  # fmt: skip

# How organisations crowd: the share of a country's organisations in its places (half a degree by
# three quarters), by rank, averaged over the eight countries with at least 70. A line through the
# logarithms of the first 15 has this slope.
CROWDING = 1.17

# The kind of an organisation by how many participations it has, and how many of a kind are SMEs.
KINDS = (("PRC", 0.493), ("REC", 0.181), ("HES", 0.158), ("OTH", 0.095), ("PUB", 0.073))
KINDS_OF_FREQUENT = (("HES", 0.560), ("REC", 0.270), ("PUB", 0.090), ("PRC", 0.050), ("OTH", 0.030))
FREQUENT = 3
SME_SHARE = {"PRC": 0.572, "HES": 0.003, "REC": 0.070, "OTH": 0.201, "PUB": 0.014}

# Roles in projects of several, beside the one coordinator.
ROLES = (
    ("participant", 0.904), ("thirdParty", 0.066), ("partner", 0.029),
    ("internationalPartner", 0.001),
)  # fmt: skip

# ecContribution in euros, by quantile: of a lone participant, a coordinator of several, the others.
CONTRIBUTION_ALONE = (
    50000, 50000, 50000, 146114, 164696, 173047, 183454, 187450, 195454, 204471, 224933, 1505162,
    2007285, 2499796,
)  # fmt: skip
CONTRIBUTION_OF_COORDINATOR = (
    27000, 65399, 183189, 272798, 382000, 530591, 633247, 765400, 915395, 1081562, 1674125, 2549925,
    7542000, 8585537,
)  # fmt: skip
CONTRIBUTION_OF_PARTICIPANT = (
    0, 11250, 50291, 104375, 151462, 209587, 259531, 314499, 390749, 498432, 640237, 851812,
    1715414, 3844134,
)  # fmt: skip
PAID_IN_FULL = 0.69  # the contribution is all the cost
PAID_IN_PART = 0.7  # the usual share otherwise
PASSED_ON = 0.12  # the net contribution is less: part went to a third party

# How often a field of organization.csv is empty.
EMPTY = {"vatNumber": 0.093, "shortName": 0.233, "organizationURL": 0.324, "street": 0.003}

# Years of start, and months of duration, of projects.csv.
YEARS = ((2014, 367), (2015, 4191), (2016, 2102), (2017, 147))
MONTHS = (
    (24, 0.235), (60, 0.201), (36, 0.150), (6, 0.122), (48, 0.114), (18, 0.038), (4, 0.026),
    (30, 0.017), (5, 0.017), (42, 0.016), (12, 0.064),
)  # fmt: skip

# Parts of the programme and funding schemes, the usual ones.
PROGRAMME_PARTS = (
    ("H2020-EU.1.3.2.", 0.263), ("H2020-EU.1.1.", 0.188), ("H2020-EU.2.3.1.", 0.163),
    ("H2020-EU.1.3.1.", 0.033), ("H2020-EU.3.1.", 0.026), ("H2020-EU.2.1.1.", 0.025),
    ("H2020-EU.1.3.3.", 0.024), ("H2020-EU.2.3.", 0.020), ("H2020-EU.3.5.", 0.018),
    ("H2020-EU.3.6.", 0.017), ("H2020-EU.2.1.5.", 0.014), ("H2020-EU.3.4.", 0.014),
    ("H2020-EU.3.2.", 0.013), ("H2020-EU.3.3.7.", 0.013), ("H2020-EU.2.1.6.", 0.011),
)  # fmt: skip
SCHEMES_ALONE = (("MSCA-IF-EF-ST", 0.34), ("SME-1", 0.25), ("ERC-STG", 0.12), ("ERC-COG", 0.09))
SCHEMES_OF_SEVERAL = (("RIA", 0.45), ("CSA", 0.22), ("IA", 0.15), ("MSCA-ITN-ETN", 0.08))
STATUSES = (("SIGNED", 0.5), ("CLOSED", 0.49), ("TERMINATED", 0.01))

# EuroSciVoc: subjects per project, steps of a subject's path, fields at its top. The tenth of the
# subjects that is most used has 55 % of the uses, which a Zipf distribution of this slope gives.
SUBJECTS_OF_PROJECT = ((1, 2956), (2, 3156), (3, 2774), (4, 2088), (5, 2563), (6, 3), (7, 2))
STEPS_OF_SUBJECT = ((2, 0.02), (3, 0.314), (4, 0.464), (5, 0.176), (6, 0.026))
FIELDS = (0.466, 0.172, 0.154, 0.130, 0.045, 0.033)
SUBJECTS = 960
CROWDING_OF_SUBJECTS = 0.75

# A topic of a call serves some ten projects, one in seventy several hundred.
TOPICS = 3486
CROWDING_OF_TOPICS = 1.1
