"""Notices in which a newsroom says itself that it changed a text: corrections, clarifications, updates, notes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.text.beside import plain
from newscrawler.text.cleaning import split_paragraphs
from newscrawler.text.wording import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST_OPENING = 200

# A day or an hour, in brackets or after a comma, and then a colon or a dash.
_DATED = r"(?:\s*\d{1,2})?(?:\s*\([^()]{1,60}\)|[\s,][^:：.!?\d]{0,20}\d[^:：!?]{0,25}?)?"
_AFTER = rf"(?:{_DATED}\s*(?:[:：]|\s[-\u2013\u2014]\s|\u2014)|\W*$)"


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("newscrawler.text").joinpath("notices.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return the kinds with what their notices begin with; made when a text is compared first, for it takes a while."""
    found = [
        (kind, re.compile(rf"\W{{0,6}}(?:{_alternatives(members)}){_AFTER}"))
        for kind, members in _table()["labels"].items()
    ]
    return found + [
        (kind, re.compile(rf"\W{{0,6}}(?:{_alternatives(members)})\b"))
        for kind, members in _table()["openings"].items()
    ]


def _alternatives(members: Iterable[str]) -> str:
    escaped = (re.escape(plain(member)).replace("'", "['\u2019]") for member in members)
    return "|".join(sorted(escaped, key=len, reverse=True))


class Notice(NamedTuple):
    """A notice of a newsroom."""

    kind: str
    """`correction`, `clarification`, `note` or `update`."""
    text: str
    """The paragraph."""


def notice_kind(paragraph: str) -> str:
    """Return what a paragraph announces itself as; "" for one that is no notice.

    >>> [notice_kind(one) for one in ("Correction, 3 March: It was two.", "تصحيح: كانوا ثلاثة", "Corrections officers")]
    ['correction', 'correction', '']
    """
    opening = plain(paragraph[:_LONGEST_OPENING]).strip()
    return next((kind for kind, pattern in _patterns() if pattern.match(opening)), "")


def new_notices(old: tuple[str, str], new: tuple[str, str]) -> list[Notice]:
    """Return the notices of a new title and body that the old ones did not have, the weightiest first."""
    before = {plain_words(notice.text) for notice in _notices(*old)}
    found = [notice for notice in _notices(*new) if plain_words(notice.text) not in before]
    weights = list(_table()["labels"])
    return sorted(found, key=lambda notice: weights.index(notice.kind))


def _notices(title: str, body: str) -> Iterator[Notice]:
    for paragraph in (title, *split_paragraphs(body)):
        kind = notice_kind(paragraph)
        if kind:
            yield Notice(kind, paragraph)
