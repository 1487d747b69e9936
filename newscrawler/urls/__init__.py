"""Addresses: which can be fetched, which are one page, which site they belong to. Nothing here raises or fetches."""

from newscrawler.urls.address import Address, absolute_url, is_fetchable, parse_address
from newscrawler.urls.archived import canonical_original, copied_when, original_url
from newscrawler.urls.canonical import canonical_url
from newscrawler.urls.sites import same_site, site_of

__all__ = [
    "Address",
    "absolute_url",
    "canonical_original",
    "canonical_url",
    "copied_when",
    "is_fetchable",
    "original_url",
    "parse_address",
    "same_site",
    "site_of",
]
