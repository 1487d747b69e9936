"""Addresses of a web archive: each holds the address of the page that it keeps a copy of, and when it was taken."""

from __future__ import annotations

import re

from newscrawler.urls.canonical import canonical_url

# The form of the Wayback Machine, which pywb and others share:
# https://archive.org/help/wayback_api.php and https://pywb.readthedocs.io/en/latest/manual/apis.html
_COPY = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(https?:)/{0,2}(?=[^/])")


def original_url(url: str) -> str:
    """Return the address of the page that a web archive keeps at `url`; any other address as it is.

    >>> original_url("https://web.archive.org/web/20160218174457/http://example.org/a"), original_url("https://x.org/a")
    ('http://example.org/a', 'https://x.org/a')
    """
    copy = _COPY.search(url)
    return f"{copy[2]}//{url[copy.end() :]}" if copy else url


def copied_when(url: str) -> str:
    """Return the moment, in digits, at which a web archive took the page at `url`; "" for any other address.

    >>> copied_when("https://web.archive.org/web/20160218174457/http://example.org/a"), copied_when("https://x.org/a")
    ('20160218174457', '')
    """
    copy = _COPY.search(url)
    return copy[1] if copy else ""


def canonical_original(url: str) -> str:
    """Return the one form of a page's addresses: a web archive writes some of those in a page anew, others not.

    >>> canonical_original("https://web.archive.org/web/20160218174457/http://example.org/a?utm_source=x")
    'https://example.org/a'
    """
    return canonical_url(original_url(url))
