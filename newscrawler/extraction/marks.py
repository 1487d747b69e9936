"""What an element's tag and attributes say about it: the kind of boilerplate it holds, or that it holds the text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.extraction.elements import BODY, KIND_OF_ITEMPROP, KIND_OF_ROLE, KIND_OF_TAG, NAMED_FOR_LINKS, STAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.extraction.blocks import Attributes

HIDDEN = "hidden"
INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
SHOWN_SOMEWHERE = re.compile(r":(?:block|flex|grid|inline|table|contents|visible)|d-\w\w-(?:block|flex|inline)")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LAYOUT = frozenset(("has", "with", "no", "without", "is", "not", "after", "before", "above", "below", "until"))
"""What stands behind one of these tells what is beside the element, not what it is."""
BESIDE_TEXT = frozenset(("comment", "related", "popular", "nav", "footer", "consent"))
"""Kinds that no other class name makes the text: "article-body paywall" is text, "article-body comments" is not."""
MISLEADING = ("pagination-wrapper", "pagination-container", "ajax-pagination", "bookmark-card", "kg-bookmark")
"""Parts of names that say nothing: of what holds a list together with its pager, of cards of other texts."""
FILED = {
    "post": ("category-", "tag-", "author-"),
    "node": ("node-type-", "node--type-", "node-promoted", "node--promoted"),
}
"""Names that say what a system has filed the whole article under, by the name that stands beside them on its box."""
POSTS = frozenset(("hentry", "type-post", "status-publish"))
"""Names of the box round the whole post of a blog."""
LONGEST_CLASS = 300
LONGEST_KEPT = 2_000
"""Characters of a class attribute or an id that are looked at: what was made of them is kept beyond the page."""
STEM_LETTERS = 3
SHOWN_WITHOUT_VOICE = STAYS | {"p"}
"""Elements that are shown although they are taken from screen readers: behind a dialog, a wall, an animation."""

_TELLING = frozenset(("style", "hidden", "aria-hidden", "itemprop", "role"))
"""Attributes besides class and id that tell what an element is, or that it is hidden."""
UTILITY = frozenset(":[/")
"""Marks of class names that style and name nothing: `md:flex`, `w-[20em]`, `w-1/2`."""
END = "(?![^-])"
"""The end of a word in a name, as a pattern."""

Ranked = tuple[tuple[str, int], ...]
"""What a name may go on with, each with its rank; best first."""


@dataclass(frozen=True, slots=True)
class ClassWords:
    """class_words.toml, ready to look up: kinds are ranked by their order in the file."""

    kinds: tuple[str, ...]
    hidden: frozenset[str]
    rows: dict[str, Ranked]
    """First word -> the rows of words that begin with it, each with a hyphen behind it."""
    stems: dict[str, Ranked]
    """First letters -> beginnings of words that start with them."""
    telling: re.Pattern[str]
    """Finds any of these in a name with a hyphen before it."""
    body: int
    """The rank of what holds the text."""
    no_kind: int
    """The rank of names that say nothing."""


@cache
def class_words() -> ClassWords:
    """Read class_words.toml."""
    table = tomllib.loads(files(__package__).joinpath("class_words.toml").read_text("utf-8"))
    hidden = frozenset(table.pop(HIDDEN)["words"])
    rows: dict[str, Ranked] = {}
    stems: dict[str, Ranked] = {}
    for rank, entry in enumerate(table.values()):
        for word in entry["words"]:
            if word.endswith("*"):
                stems[word[:STEM_LETTERS]] = (*stems.get(word[:STEM_LETTERS], ()), (word[:-1], rank))
            else:
                row = f"{word.replace('--', '-')}-"
                first = row.partition("-")[0]
                rows[first] = (*rows.get(first, ()), (row, rank))
    kinds = tuple(table)
    telling = _pattern_of(word.replace("--", "-") for entry in table.values() for word in entry["words"])
    return ClassWords(kinds, hidden, rows, stems, telling, kinds.index(BODY), len(kinds))


def _pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for where one of these words stands behind a hyphen, "word*" and "two-words" as in the file.

    Letters that several begin with are told once: `re` tries what is parted by "|" one by one.
    """
    told = {word[:-1] if word.endswith("*") else f"{word} " for word in words}
    return re.compile("-" + _any_of(sorted(told)))


def _any_of(words: list[str]) -> str:
    """Return a pattern for what begins with one of these sorted words, in which a space ends the word of a name."""
    if words[0] == "":
        return ""
    groups = groupby(words, itemgetter(0))
    told = [(END if letter == " " else letter) + _any_of([word[1:] for word in group]) for letter, group in groups]
    return f"(?:{'|'.join(told)})" if len(told) > 1 else told[0]


class _Marks(NamedTuple):
    """What the names in one class attribute say."""

    hides: bool
    """One says that the element is not shown, and none that it is shown on some screens."""
    is_post: bool
    """It is the whole post of a blog: its names speak of what the post is filed under."""
    rank: int
    """The first kind that a name speaks of."""
    is_body: bool


@lru_cache(maxsize=16384)
def _marks_of(classes: str) -> _Marks:
    words = class_words()
    names = classes[:LONGEST_CLASS].split()
    told = names if FILED.keys().isdisjoint(names) else _unfiled(names)
    ranks = list(map(_rank, told))
    is_post = not POSTS.isdisjoint(names)
    return _Marks(_hides(names, classes), is_post, min(ranks, default=words.no_kind), words.body in ranks)


def _unfiled(names: list[str]) -> list[str]:
    """Return the names that tell what an element is, not what its article is filed under."""
    for system in FILED.keys() & names:
        names = [name for name in names if not name.startswith(FILED[system])]
    return names


def kind_of_words(classes: str, identifier: str) -> str:
    """Return the kind that the words of class and id stand for; empty when they say nothing.

    >>> kind_of_words("relatedPosts box", ""), kind_of_words("entry-content", ""), kind_of_words("has-sidebar", "story")
    ('related', 'body', '')
    """
    words, marks = class_words(), _marks_of(classes[:LONGEST_KEPT])
    if marks.is_post:
        return ""
    rank, is_body = marks.rank, marks.is_body
    if identifier:
        own = _rank(identifier[:LONGEST_CLASS])
        rank, is_body = min(rank, own), is_body or own == words.body
    if rank == words.no_kind:
        return ""
    return BODY if is_body and words.kinds[rank] not in BESIDE_TEXT else words.kinds[rank]


@lru_cache(maxsize=32768)
def _rank(name: str) -> int:
    """Return the rank of the first kind that a name speaks of; the number of kinds when it speaks of none."""
    words = class_words()
    lower = name.lower()
    if lower != name and not name.isupper():
        lower = CAMEL.sub("-", name).lower()
    lower = lower.replace("_", "-").replace("--", "-")
    if "pagination" in lower or "bookmark" in lower:
        for part in MISLEADING:
            lower = lower.replace(part, "")
    # Most names say nothing, which is seen faster in one search than word by word.
    if words.telling.search(f"-{lower}") and UTILITY.isdisjoint(name):
        return _best_rank(lower, words)
    return words.no_kind


def _best_rank(name: str, words: ClassWords) -> int:
    """Return the best rank of the words of a name, up to one of layout."""
    best, place = words.no_kind, 0
    for word in name.split("-"):
        if word in LAYOUT:
            break
        if word in words.rows:
            best = _rank_of(f"{name[place:]}-", words.rows[word], best)
        if word[:STEM_LETTERS] in words.stems:
            best = _rank_of(name[place:], words.stems[word[:STEM_LETTERS]], best)
        place += len(word) + 1
    return best


def _rank_of(text: str, ranked: Ranked, worst: int) -> int:
    """Return the rank of the first of these that a text begins with, if it is better than the worst that counts."""
    for beginning, rank in ranked:
        if rank >= worst:
            break
        if text.startswith(beginning):
            return rank
    return worst


def kind_of_element(tag: str, attributes: Attributes) -> str:
    """Return the kind of a block-level element by its tag, role, itemprop, style, class and id; "" for no kind."""
    if not attributes:
        return KIND_OF_TAG.get(tag, "")
    identifier = "" if tag in NAMED_FOR_LINKS else attributes.get("id", "")[:LONGEST_KEPT]
    named = _kind_by_names(tag, attributes.get("class", "")[:LONGEST_KEPT], identifier)
    if named == HIDDEN or _TELLING.isdisjoint(attributes):
        return named
    if _is_hidden(tag, attributes):
        return HIDDEN
    itemprop = KIND_OF_ITEMPROP.get(attributes["itemprop"].lower(), "") if "itemprop" in attributes else ""
    if tag in STAYS:
        return itemprop if itemprop == BODY else ""
    return itemprop or KIND_OF_ROLE.get(attributes.get("role", "")) or named


@lru_cache(maxsize=16384)
def _kind_by_names(tag: str, classes: str, identifier: str) -> str:
    """Return the kind of an element by its tag, class and id alone."""
    if classes and _marks_of(classes).hides:
        return HIDDEN
    if tag in STAYS:
        return ""
    named = kind_of_words(classes, identifier) if classes or identifier else ""
    return named or KIND_OF_TAG.get(tag, "")


def hides_inline(attributes: Attributes) -> bool:
    """Return True when the attributes of an inline element hide it."""
    if "class" in attributes and _hides_by_class(attributes["class"][:LONGEST_KEPT]):
        return True
    return not _TELLING.isdisjoint(attributes) and _is_hidden("", attributes)


@lru_cache(maxsize=16384)
def _hides_by_class(classes: str) -> bool:
    return _hides(classes.split(), classes)


def _hides(names: list[str], classes: str) -> bool:
    """Return True when a name says that the element is not shown, and none that it is shown on some screens."""
    return not class_words().hidden.isdisjoint(names) and not SHOWN_SOMEWHERE.search(classes)


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    if "style" in attributes and INVISIBLE.search(attributes["style"]):
        return True
    if "hidden" in attributes and attributes["hidden"] != "false":
        return True
    return attributes.get("aria-hidden") == "true" and tag not in SHOWN_WITHOUT_VOICE
