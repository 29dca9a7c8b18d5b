"""Which values identify anything."""

from __future__ import annotations

import pytest

from clusteratlas.identity.identifiers import LEI, PIC, ROR, VAT, valid

CASES = {
    "pic": (PIC, "999974650", "", "999974650"),
    "md5-is-no-pic": (PIC, "0002ed6e6953fbf120f6ac982c803700", "", None),
    "short-pic": (PIC, "12345", "", None),
    "vat": (VAT, "PL6750002236", "PL", "PL6750002236"),
    "vat-with-signs": (VAT, "PL 675-000-22-36", "PL", "PL6750002236"),
    "vat-without-country": (VAT, "6750002236", "PL", "PL6750002236"),
    "vat-of-greece": (VAT, "EL090034024", "GR", "EL090034024"),
    "vat-of-greece-by-iso": (VAT, "090034024", "GR", "EL090034024"),
    "vat-of-sweden-with-branch": (VAT, "SE202100518201", "SE", "SE2021005182"),
    "vat-of-norway": (VAT, "NO974767880MVA", "NO", "NO974767880"),
    "vat-of-wrong-form": (VAT, "PL67500022", "PL", None),
    "vat-not-applicable": (VAT, "NOTAPPLICABLE", "MY", None),
    "vat-missing": (VAT, "MISSING", "IT", None),
    "vat-na": (VAT, "N/A", "FR", None),
    "vat-short": (VAT, "DE12", "DE", None),
    "vat-zeros": (VAT, "GB000000000", "GB", None),
    "vat-of-a-country-without-rule": (VAT, "12345678901", "US", "US12345678901"),
    "vat-of-nowhere": (VAT, "12345678901", "", None),
    "ror": (ROR, "https://ror.org/03bqmcz70", "", "03bqmcz70"),
    "doi-is-no-ror": (ROR, "https://doi.org/10.3030/632927", "", None),
    "lei": (LEI, "5493 006I HGOA J7KJ M390", "", "5493006IHGOAJ7KJM390"),
    "lei-with-wrong-check-digits": (LEI, "5493006IHGOAJ7KJM391", "", None),
}


@pytest.mark.parametrize(("scheme", "value", "country", "expected"), CASES.values(), ids=CASES)
def test_identifiers(scheme: str, value: str, country: str, expected: str | None) -> None:
    assert valid(scheme, value, country) == expected
