"""The names under which pages declare dates, and the words they print beside them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newscrawler.extraction.tables import names
from newscrawler.items import Role
from newscrawler.text import fold

_NO_LETTER = re.compile(r"[^a-z0-9]+")
_EDGES = " :：|-–—/•·()[]،,."

_folded = lru_cache(maxsize=2048)(fold)
"""Of one text several questions are asked."""

# JSON-LD and microdata properties -> role, in the order they are trusted.
PROPERTIES = {
    "datePublished": Role.PUBLISHED,
    "dateCreated": Role.PUBLISHED,
    "uploadDate": Role.PUBLISHED,
    "dateModified": Role.MODIFIED,
}


def holds_word(names: str, words: tuple[str, ...]) -> bool:
    """Does one of some words stand in the classes and ids of elements, alone or inside another?

    Sought one by one: an expression would try them all at each letter.

    >>> holds_word("article__postDate", ("date", "time"))
    True
    """
    return any(map(names.lower().__contains__, words))


def squeeze(name: str) -> str:
    """Return a meta name without the marks that sites vary.

    >>> squeeze("article:published_time")
    'articlepublishedtime'
    """
    return _NO_LETTER.sub("", name.lower())


@cache
def _squeezed(table: str) -> frozenset[str]:
    return frozenset(map(squeeze, names(table)))


@lru_cache(maxsize=2048)
def meta_role(name: str) -> tuple[Role, bool] | None:
    """Return what a meta name's date says, and whether the name is to be trusted; None for names of other things.

    >>> meta_role("article:published_time"), meta_role("date"), meta_role("viewport")
    ((<Role.PUBLISHED: 'published'>, True), (<Role.PUBLISHED: 'published'>, False), None)
    """
    squeezed = squeeze(name)
    if squeezed in _squeezed("meta_published"):
        return Role.PUBLISHED, True
    if squeezed in _squeezed("meta_weak"):
        return Role.PUBLISHED, False
    return (Role.MODIFIED, True) if squeezed in _squeezed("meta_modified") else None


@cache
def _modified_label() -> re.Pattern[str]:
    """Any of the labels; those of letters with case stand as whole words."""
    labels = sorted(names("modified_labels"), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, labels))})(?![a-z])")


@lru_cache(maxsize=2048)
def says_modified(text: str) -> bool:
    """Do the words beside a date say that the text was altered then?"""
    return bool(_modified_label().search(_folded(text)))


@lru_cache(maxsize=2048)
def says_published(text: str) -> bool:
    """Do the words before a date say that the text came out then: "نشر في", "Published:"?"""
    return _folded(text).strip(_EDGES) in names("published_labels")


@lru_cache(maxsize=2048)
def says_other(text: str) -> bool:
    """Do the words before a date say that it is of something else: "Joined:", "Registriert:"?"""
    label = _folded(text).strip(_EDGES)
    return label in names("other_date_labels")


@lru_cache(maxsize=2048)
def opens_byline(text: str) -> bool:
    """Do the words before a date begin like a byline: "By Ann Example on", "Von Ann am"?"""
    words = _folded(text).split()
    return any(" ".join(words[:count]) in names("byline_words") for count in (1, 2))


@cache
def _published_words() -> re.Pattern[str]:
    words = sorted(names("published_words"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


@lru_cache(maxsize=2048)
def tells_publication(sentence: str) -> bool:
    """Does a sentence that holds a date say that the text came out then: "This entry was posted on ..."?"""
    return bool(_published_words().search(_folded(sentence)))


@lru_cache(maxsize=2048)
def is_date_label(text: str) -> bool:
    """Are these words nothing but a label for the date that follows: "نشر في", "Published:"?"""
    label = _folded(text).strip(_EDGES)
    return not label or label in names("published_labels") or bool(_modified_label().fullmatch(label))
