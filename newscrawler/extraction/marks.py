"""What an element's tag and attributes say about it: the kind of boilerplate it holds, or that it holds the text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import BODY, KIND_OF_ITEMPROP, KIND_OF_ROLE, KIND_OF_TAG, NAMED_FOR_LINKS, STAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newscrawler.extraction.blocks import Attributes

HIDDEN = "hidden"
INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)")
"""Finds in a style in lower case that it hides."""
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

LABELLED = "aria-labelledby"
"""The attribute that holds the id of what labels an element: ids are named as classes are, whatever these became."""
_TELLING = frozenset(("style", "hidden", "aria-hidden", "itemprop", "role", LABELLED))
"""Attributes besides class and id that tell what an element is, or that it is hidden."""
UTILITY = frozenset(":[/")
"""Marks of class names that style and name nothing: `md:flex`, `w-[20em]`, `w-1/2`."""
NOT_LABELLED = frozenset((BODY, HIDDEN, "nav"))
"""Kinds that the name of a label tells nothing of: the tab that labels what it opens stands in a menu itself."""
END = "(?![^- ])"
"""The end of a word in a name, as a pattern."""

Ranked = tuple[tuple[str, int], ...]
"""What a name may go on with, each with its rank; best first."""


@dataclass(frozen=True, slots=True)
class ClassWords:
    """class_words.toml, ready to look up: kinds are ranked by their order in the file."""

    kinds: tuple[str, ...]
    hidden: frozenset[str]
    whole: frozenset[str]
    """Names that tell something as a whole: that they hide, or how other names are meant."""
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
    whole = hidden.union(POSTS, FILED)
    return ClassWords(kinds, hidden, whole, rows, stems, telling, kinds.index(BODY), len(kinds))


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


_Marks = tuple[bool, bool, int, bool]
"""What the names in one class attribute say: that the element is not shown, and no other that it is on some screens;
that it is the whole post of a blog, so that its names speak of what the post is filed under; the rank of the first kind
that a name speaks of; that it holds the text."""


@lru_cache(maxsize=16384)
def _marks_of(classes: str) -> _Marks:
    words = class_words()
    names = classes.split() if len(classes) <= LONGEST_CLASS else classes[:LONGEST_CLASS].split()
    if words.whole.isdisjoint(names):
        hides, is_post, ranks = False, False, _ranks(names, words)
    else:
        hides, is_post, ranks = _hides(names, classes), not POSTS.isdisjoint(names), _ranks(_unfiled(names), words)
    if not ranks:
        return hides, is_post, words.no_kind, False
    return hides, is_post, min(ranks), words.body in ranks


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
    return _kind_of(_marks_of(classes[:LONGEST_KEPT]), identifier)


def _kind_of(marks: _Marks, identifier: str) -> str:
    """Return the kind that the marks of a class and the words of an id stand for, whether shown or not."""
    words = class_words()
    _, is_post, rank, is_body = marks
    if is_post:
        return ""
    if identifier and (ranks := _ranks(identifier[:LONGEST_CLASS].split(), words)):
        rank, is_body = min(rank, *ranks), is_body or words.body in ranks
    if rank == words.no_kind:
        return ""
    return BODY if is_body and words.kinds[rank] not in BESIDE_TEXT else words.kinds[rank]


def _ranks(names: list[str], words: ClassWords) -> Collection[int]:
    """Return the best rank of each of these names that speaks of a kind, in a word before one of layout."""
    text = _written_alike(names)
    # Most names say nothing, which is seen faster in one search of them all than word by word.
    return _ranks_told(text, words) if words.telling.search(text) else ()


def _written_alike(names: list[str]) -> str:
    """Return names in a row in lower case, with a hyphen before each word, as "-related-posts -box"."""
    text = f"-{' -'.join(names)}"
    lower = text.lower()
    if lower != text:
        lower = f"-{' -'.join([name if name.isupper() else CAMEL.sub('-', name) for name in names])}".lower()
    return lower.replace("_", "-").replace("--", "-")


def _ranks_told(text: str, words: ClassWords) -> Collection[int]:
    """Return the best rank of each name in such a row that speaks of a kind."""
    if "pagination" in text or "bookmark" in text:
        for part in MISLEADING:
            text = text.replace(part, "")
    best: dict[int, int] = {}
    match = words.telling.search(text)
    while match:
        place = match.start() + 1
        begin, end = text.rfind(" ", 0, place) + 1, text.find(" ", place)
        before, told = text[begin:place], text[place : end if end > 0 else len(text)]
        word = told.partition("-")[0]
        if word not in LAYOUT and LAYOUT.isdisjoint(before.split("-")) and UTILITY.isdisjoint(before + told):
            rank = _best_rank(told, word, best.get(begin, words.no_kind), words)
            if rank < words.no_kind:
                best[begin] = rank
        match = words.telling.search(text, place)
    return best.values()


def _best_rank(text: str, word: str, worst: int, words: ClassWords) -> int:
    """Return the best rank of what begins with a word."""
    best = worst
    if word in words.rows:
        best = _rank_of(f"{text}-", words.rows[word], best)
    if text[:STEM_LETTERS] in words.stems:
        best = _rank_of(text, words.stems[text[:STEM_LETTERS]], best)
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
    classes = attributes.get("class", "")
    if len(classes) > LONGEST_KEPT:
        classes = classes[:LONGEST_KEPT]
    if "id" in attributes and tag not in NAMED_FOR_LINKS:
        named = _kind_by_names(classes, attributes["id"])
    else:
        named = _kind_by_class(classes)
    if named == HIDDEN:
        return HIDDEN
    if tag in STAYS:
        named = ""
    elif not named:
        named = KIND_OF_TAG.get(tag, "")
    if (classes and len(attributes) == 1) or _TELLING.isdisjoint(attributes):
        return named
    return _kind_by_others(tag, attributes, named)


def _kind_by_others(tag: str, attributes: Attributes, named: str) -> str:
    """Return the kind of an element by its other attributes; where they tell none, the one it was named for."""
    if _is_hidden(tag, attributes):
        return HIDDEN
    itemprop = KIND_OF_ITEMPROP.get(attributes["itemprop"].lower(), "") if "itemprop" in attributes else ""
    if tag in STAYS:
        return itemprop if itemprop == BODY else ""
    return itemprop or KIND_OF_ROLE.get(attributes.get("role", "")) or named or _kind_by_label(attributes)


def _kind_by_label(attributes: Attributes) -> str:
    """Return the kind that the id of an element's label speaks of: a label says what a box is beside the text."""
    kind = _kind_by_class(attributes[LABELLED][:LONGEST_KEPT]) if LABELLED in attributes else ""
    return "" if kind in NOT_LABELLED else kind


@lru_cache(maxsize=16384)
def _kind_by_class(classes: str) -> str:
    """Return the kind of an element by its class alone."""
    return _kind_by_names(classes, "")


def _kind_by_names(classes: str, identifier: str) -> str:
    """Return the kind of an element by its class and id alone."""
    marks = _marks_of(classes)
    return HIDDEN if marks[0] else _kind_of(marks, identifier)


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
    if "style" in attributes and INVISIBLE.search(attributes["style"].lower()):
        return True
    if "hidden" in attributes and attributes["hidden"] != "false":
        return True
    return attributes.get("aria-hidden") == "true" and tag not in SHOWN_WITHOUT_VOICE
