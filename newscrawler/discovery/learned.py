"""The shape of a site's article addresses, learned from the ones it lists in its feeds and news sitemaps."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newscrawler.discovery.address import address_of, slug_strength

if TYPE_CHECKING:
    from collections.abc import Iterable

MIN_MEMBERS = 5
"""Fewer known articles than this teach nothing."""
_MIN_SHARE = 0.02
"""A shape that fewer members have is an accident among them."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DAY_DIGITS = 2
_ID_AT_END = re.compile(r"\d{4,}$")


class LearnedShape:
    """What the addresses of a site's articles have in common.

    A shape is the path with its varying parts named by kind: a year, a number, a slug, a word; and the query's keys.
    """

    def __init__(self, urls: Iterable[str] = ()) -> None:
        self._shapes: Counter[tuple[str, ...]] = Counter()
        self.learn(urls)

    def learn(self, urls: Iterable[str]) -> None:
        """Take in addresses that are known to be articles'."""
        self._shapes.update(shape for url in urls if (shape := _shape(url)))

    def verdict(self, url: str) -> bool | None:
        """Return whether an address has a shape of the known articles; None while too few are known to say.

        >>> shape = LearnedShape(f"https://example.org/details/{number}" for number in range(4130, 4140))
        >>> shape.verdict("https://example.org/details/502660"), shape.verdict("https://example.org/contact")
        (True, False)
        """
        members = self._shapes.total()
        if members < MIN_MEMBERS:
            return None
        return self._shapes[_shape(url)] >= max(1, members * _MIN_SHARE)


def _shape(url: str) -> tuple[str, ...]:
    address = address_of(url)
    if not address.segments and not address.query:
        return ()
    keys = sorted(key for key, value in address.query if value.isdecimal())
    last = len(address.segments) - 1
    parts = (_kind(segment, is_last=place == last) for place, segment in enumerate(address.segments))
    return (*parts, address.extension, *keys)


def _kind(segment: str, *, is_last: bool) -> str:
    if _YEAR.match(segment):
        return "year"
    if segment.isdecimal():
        return "part of a date" if len(segment) <= _DAY_DIGITS else "number"
    if slug_strength(segment):
        return "slug with a number" if _ID_AT_END.search(segment) else "slug"
    if any(character.isdecimal() for character in segment):
        return "name with a number"
    # What stands first names the section, and sections differ; what stands last names the page.
    return "short name" if is_last else "word"
