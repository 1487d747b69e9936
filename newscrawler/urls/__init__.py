"""Addresses: which can be fetched, which are one page, which site they belong to. Nothing here raises or fetches."""

from newscrawler.urls.address import absolute_url, is_fetchable
from newscrawler.urls.canonical import canonical_url
from newscrawler.urls.sites import same_site, site_of

__all__ = ["absolute_url", "canonical_url", "is_fetchable", "same_site", "site_of"]
