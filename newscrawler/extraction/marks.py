"""What an element's tag and attributes say about it: the kind of boilerplate it holds, or that it holds the text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from newscrawler.extraction.elements import BODY, KIND_OF_ITEMPROP, KIND_OF_ROLE, KIND_OF_TAG, NAMED_FOR_LINKS, STAYS

HIDDEN = "hidden"
INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
SHOWN_SOMEWHERE = re.compile(r":(?:block|flex|grid|inline|table|contents|visible)|d-\w\w-(?:block|flex|inline)")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
WORD = re.compile(r"[a-z0-9]+")
LAYOUT = frozenset(("has", "with", "no", "without", "is", "not", "after", "before", "above", "below", "until"))
"""What stands behind one of these tells what is beside the element, not what it is."""
BESIDE_TEXT = frozenset(("comment", "related", "popular", "nav", "footer", "consent"))
"""Kinds that no other class name makes the text: "article-body paywall" is text, "article-body comments" is not."""
LONGEST_CLASS = 300
LONGEST_PHRASE = 3
STEM_LETTERS = 3
SHOWN_WITHOUT_VOICE = STAYS | {"p"}
"""Elements that are shown although they are taken from screen readers: behind a dialog, a wall, an animation."""
UTILITY = frozenset(":[/")
"""Marks of class names that style and name nothing: `md:flex`, `w-[20em]`, `w-1/2`."""


@dataclass(frozen=True, slots=True)
class ClassWords:
    """class_words.toml, ready to look up: kinds are ranked by their order in the file."""

    kinds: tuple[str, ...]
    hidden: frozenset[str]
    whole: dict[str, int]
    """Word or row of words -> rank."""
    openings: frozenset[str]
    """The first words of rows."""
    stems: dict[str, list[tuple[str, int]]]
    """First letters -> beginnings of words that start with them, and their rank."""


@cache
def class_words() -> ClassWords:
    """Read class_words.toml."""
    table = tomllib.loads(files(__package__).joinpath("class_words.toml").read_text("utf-8"))
    hidden = frozenset(table.pop(HIDDEN)["words"])
    whole: dict[str, int] = {}
    stems: dict[str, list[tuple[str, int]]] = {}
    for rank, row in enumerate(table.values()):
        for word in row["words"]:
            if word.endswith("*"):
                stems.setdefault(word[:STEM_LETTERS], []).append((word[:-1], rank))
            else:
                whole.setdefault(word, rank)
    openings = frozenset(row.partition("-")[0] for row in whole if "-" in row)
    return ClassWords(tuple(table), hidden, whole, openings, stems)


@lru_cache(maxsize=16384)
def kind_of_words(classes: str, identifier: str) -> str:
    """Return the kind that the words of class and id stand for; empty when they say nothing.

    >>> kind_of_words("relatedPosts box", ""), kind_of_words("entry-content", ""), kind_of_words("has-sidebar", "story")
    ('related', 'body', '')
    """
    words = class_words()
    names = classes[:LONGEST_CLASS].split()
    if "hentry" in names or "type-post" in names:
        return ""
    ranks = {_rank(name) for name in names}
    ranks.add(_rank(identifier[:LONGEST_CLASS]))
    best = min(ranks)
    if best == len(words.kinds):
        return ""
    is_body = words.kinds.index(BODY) in ranks
    return BODY if is_body and words.kinds[best] not in BESIDE_TEXT else words.kinds[best]


@lru_cache(maxsize=16384)
def hides(classes: str) -> bool:
    """Return True when a class name says that the element is not shown, and none that it is shown on some screens."""
    return not class_words().hidden.isdisjoint(classes.split()) and not SHOWN_SOMEWHERE.search(classes)


@lru_cache(maxsize=16384)
def _rank(name: str) -> int:
    """Return the rank of the first kind that a name speaks of; the number of kinds when it speaks of none."""
    words = class_words()
    best = len(words.kinds)
    if not name or not UTILITY.isdisjoint(name):
        return best
    parts = WORD.findall(name if name.islower() else CAMEL.sub(" ", name).lower())
    for start, word in enumerate(parts):
        if word in LAYOUT:
            break
        best = min(best, words.whole.get(word, best))
        for end in range(start + 2, start + LONGEST_PHRASE + 1) if word in words.openings else ():
            best = min(best, words.whole.get("-".join(parts[start:end]), best))
        for stem, rank in words.stems.get(word[:STEM_LETTERS], ()):
            if rank < best and "-".join(parts[start : start + LONGEST_PHRASE]).startswith(stem):
                best = rank
    return best


def kind_of_element(tag: str, attributes: dict[str, str], *, is_inline: bool = False) -> str:
    """Return the kind of an element by its tag, role, itemprop, style, class and id; empty when they say nothing.

    An inline element is hidden or nothing: its classes style words.
    """
    if not attributes:
        return KIND_OF_TAG.get(tag, "")
    get = attributes.get
    classes, identifier = get("class", ""), get("id", "")
    if _is_hidden(tag, attributes) or (classes and hides(classes)):
        return HIDDEN
    if is_inline:
        return ""
    itemprop = KIND_OF_ITEMPROP.get(get("itemprop", "").lower(), "")
    if tag in STAYS:
        return itemprop if itemprop == BODY else ""
    if tag in NAMED_FOR_LINKS:
        identifier = ""
    return (
        itemprop
        or KIND_OF_ROLE.get(get("role", ""), "")
        or (kind_of_words(classes, identifier) if classes or identifier else "")
        or KIND_OF_TAG.get(tag, "")
    )


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    if attributes.get("hidden", "false") != "false":
        return True
    style = attributes.get("style")
    if style and INVISIBLE.search(style):
        return True
    return attributes.get("aria-hidden") == "true" and tag not in SHOWN_WITHOUT_VOICE
