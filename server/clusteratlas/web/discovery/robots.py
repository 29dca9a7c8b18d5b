"""`/robots.txt` (RFC 9309): pages may be read; what computes an answer for each address may not."""

from __future__ import annotations

from clusteratlas.web.discovery.addresses import Addresses

_COMPUTED = ("/sparql?", "/update", "/data", "/search?", "/suggest", "/queries/*?", "/admin")
_PREFIXES = ("", "/en", "/pl")


def robots(addresses: Addresses) -> str:
    """The file, with the address of the site map."""
    refused = [f"Disallow: {prefix}{path}\n" for path in _COMPUTED for prefix in _PREFIXES]
    return f"User-agent: *\n{''.join(refused)}\nSitemap: {addresses.at('/sitemap.xml')}\n"
