"""What an article's page says today, beside what the archive has of it: field by field, and how much of the words."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newscrawler.archive.reextracting import same_evidence
from newscrawler.items import Article

if TYPE_CHECKING:
    from newscrawler.archive.reextracting import Words

_NOT_COMPARED = {"url", "site", "provenance"}
"""Where the page stands, and where its fields came from: not what it says."""
FIELDS = tuple(field.name for field in fields(Article) if field.name not in _NOT_COMPARED)


class Came(StrEnum):
    """What became of a field."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"
    SAME = "same"


def compare(old: Article, new: Article) -> dict[str, Came]:
    """Return what became of every field that either has."""
    came = {name: _came(name, getattr(old, name), getattr(new, name)) for name in FIELDS}
    return {name: one for name, one in came.items() if one is not None}


def _came(name: str, old: Any, new: Any) -> Came | None:
    had, has = old not in (None, "", []), new not in (None, "", [])
    if not had and not has:
        return None
    if had != has:
        return Came.GAINED if has else Came.LOST
    is_same = same_evidence(new, old) if name == "dates" else old == new
    return Came.SAME if is_same else Came.CHANGED


def changed_words(old: Words, new: Words) -> int:
    """Return how many words went or came, wherever they stand: a measure that costs little, not a diff."""
    before, after = (Counter("\n".join(filter(None, words)).split()) for words in (old, new))
    return ((before - after) + (after - before)).total()
