"""Telling articles from other pages by the shape of their address.

The rule: evidence is added up. A date in the path, a long slug and a long number speak for an article; words that name
index pages (`/tag/`, `/وسم/`), the publisher's own pages (`/impressum/`) and files speak against it. From `LIKELY` on
the address looks like an article's. What the site has shown in its feeds (`LearnedShape`) weighs more than any shape,
and the site's own `article_urls` is the last word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newscrawler.discovery.address import Address, address_of, slug_strength, words_of
from newscrawler.discovery.address_words import (
    ARTICLE_WORDS,
    FILE_EXTENSIONS,
    INDEX_KEYS,
    INDEX_WORDS,
    LEGAL_WORDS,
    PAGE_EXTENSIONS,
    SECTION_WORDS,
    SERVICE_WORDS,
)
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from newscrawler.discovery.learned import LearnedShape

LIKELY = 2
"""The evidence from which an address looks like an article's."""
CERTAIN = 4
"""The evidence that holds even where the site's known articles look different."""
_AGAINST = -4
_NEVER = -20
_SERVICE_WORDS_AT_MOST = 3

_MONTH = r"(?:0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YEAR = r"(?:19[89]\d|20[0-4]\d|13[6-9]\d|14[0-5]\d)"
_DAY_PATH = re.compile(
    rf"/{_YEAR}[-/_.]?{_MONTH}[-/_.]?(?:0?[1-9]|[12]\d|3[01])(?!\d)|/(?:0?[1-9]|[12]\d|3[01])[-/]{_MONTH}[-/]{_YEAR}(?!\d)"
)
_MONTH_PATH = re.compile(rf"/{_YEAR}[-/]?{_MONTH}(?=/)")
_YEAR_PATH = re.compile(rf"/{_YEAR}(?=/)")
_DATE_IN_SLUG = re.compile(rf"(?:^|[-_.]){_YEAR}-?(?:0[1-9]|1[0-2])-?(?:[0-2]\d|3[01])(?!\d)")
_DATES_ALONE = re.compile(rf"(?:/[a-z]{{2}}|/archives?)?/{_YEAR}(?:[-/]?{_MONTH})?(?:[-/]?\d{{1,2}})?$")

_LONG_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)|(?<![a-z])(?:id|art|a|b|c|s|nid|artikel|article|news)[-_]?\d{4,}(?!\d)")
_SHORT_NUMBER = re.compile(r"\d{2,4}$")
_YEAR_AT_END = re.compile(rf"(?:^|[-_.]){_YEAR}$")
_MIXED_NAME = re.compile(r"(?=[^-_.]*\d[^-_.]*\d)(?=[^-_.]*[a-z])[a-z0-9]{8,}")
_HEX_NAME = re.compile(r"(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{10,}")
_NUMBERED_INDEX = re.compile(
    r"(?:(?:comment-)?page|seite|pagina|página|sayfa|strana|صفحة|p)[-_=]?\d{1,4}$|(?:home|startseite|index)-"
)

_FEED_PATH = re.compile(r"/(?:feed|feeds|rss|atom|rss2|feed\.xml|comments|trackback|amp-feed)$")
_NUMBER_KEYS = re.compile(r"(?:\w*(?:id|no|num|idx)|p|n|article|artikel|story|news|item|code|contenuto|sid)$")


def looks_like_article(url: str, article_urls: str | None = None, known: LearnedShape | None = None) -> bool:
    """Return whether an address looks like an article's, without fetching it.

    `article_urls` is the site's regular expression: where it is given, it alone decides, by the address as written or
    percent-decoded. `known` is what the site has shown. Raises UsageError when the expression is none.

    >>> looks_like_article("https://example.org/2016/07/16/moscow-no-cooperation-with-washington/")
    True
    >>> looks_like_article("https://example.org/tag/moscow-no-cooperation-with-washington/")
    False
    """
    if article_urls:
        pattern = _compiled(article_urls)
        return bool(pattern.search(url) or pattern.search(unquote(url)))
    evidence = address_evidence(url)
    if evidence <= _NEVER // 2:
        return False
    verdict = known.verdict(url) if known else None
    if verdict is None:
        return evidence >= LIKELY
    return evidence > _AGAINST if verdict else evidence >= CERTAIN


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as fault:
        raise UsageError(f"article_urls: expected a regular expression, got {pattern!r}: {fault}") from fault


def is_plainly_no_article(url: str) -> bool:
    """Return whether an address speaks against an article: an index, a service page, a file, the front page."""
    return address_evidence(url) <= _AGAINST // 2


@lru_cache(maxsize=4_096)
def address_evidence(url: str) -> int:
    """Return what speaks for an article in an address (above 0) or against it (below 0)."""
    address = address_of(url)
    return sum(rule(address) for rule in _RULES)


def _front_page(address: Address) -> int:
    return _NEVER if not address.segments and not address.query else 0


def _file(address: Address) -> int:
    return _NEVER if address.extension in FILE_EXTENSIONS or _FEED_PATH.search(address.path) else 0


def _index(address: Address) -> int:
    named = any(segment in INDEX_WORDS or _NUMBERED_INDEX.match(segment) for segment in address.segments)
    return _AGAINST if named or _DATES_ALONE.match(address.path) else 0


def _section(address: Address) -> int:
    return _AGAINST if not SECTION_WORDS.isdisjoint(address.segments) else 0


def _service(address: Address) -> int:
    if address.host_label in SERVICE_WORDS or any(segment in SERVICE_WORDS for segment in address.segments):
        return _AGAINST
    words = words_of(address.segments[-1]) if address.segments else []
    if len(words) > _SERVICE_WORDS_AT_MOST:
        return 0
    if not LEGAL_WORDS.isdisjoint(words):
        return _AGAINST
    return _AGAINST // 2 if not SERVICE_WORDS.isdisjoint(words) else 0


def _date(address: Address) -> int:
    path = f"{address.path}/"
    if _DAY_PATH.search(path) or any(_DATE_IN_SLUG.search(segment) for segment in address.ends):
        return 3
    if _MONTH_PATH.search(path):
        return 2
    return 1 if _YEAR_PATH.search(path) else 0


def _slug(address: Address) -> int:
    return max((slug_strength(segment) for segment in address.ends), default=0)


def _number(address: Address) -> int:
    ends = address.ends
    if any(_LONG_NUMBER.search(end) or _HEX_NAME.search(end) for end in ends):
        return 2
    # Letters and digits mixed name a page where they stand last, and a section's brand (`200milur`) elsewhere.
    if any(_MIXED_NAME.search(end) for end in ends[:1]):
        return 2
    # A year at the end says which edition of an event a section is about.
    return 1 if any(_SHORT_NUMBER.search(end) and not _YEAR_AT_END.search(end) for end in ends) else 0


def _article_word(address: Address) -> int:
    named = any(segment in ARTICLE_WORDS for segment in address.segments[:-1])
    return 1 if named and (_number(address) or _slug(address)) else 0


def _text_file(address: Address) -> int:
    return 1 if address.extension in PAGE_EXTENSIONS and address.segments else 0


def _query(address: Address) -> int:
    keys = [key for key, _ in address.query]
    numbered = any(
        _NUMBER_KEYS.match(key) and key not in INDEX_KEYS and value.isdecimal() for key, value in address.query
    )
    if numbered:
        return 2
    return _AGAINST if not INDEX_KEYS.isdisjoint(keys) else 0


_RULES = (_front_page, _file, _index, _section, _service, _date, _slug, _number, _article_word, _text_file, _query)
