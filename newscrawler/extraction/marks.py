"""What an element's tag and attributes say about it: the kind of boilerplate it holds, or that it holds the text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HIDDEN = "hidden"
BODY = "body"

NO_TEXT = frozenset(
    "script style svg math iframe object embed canvas video audio select option head link meta map datalist progress meter "
    "source track textarea input".split()
)
"""What these hold is never text."""
NEVER_READ = NO_TEXT | frozenset(
    "noscript template button label dialog amp-ad amp-analytics amp-sidebar amp-consent amp-social-share amp-iframe amp-list".split()
)
"""What these hold is not part of the running text of a page in order."""
KIND_OF_TAG = {
    "nav": "nav",
    "footer": "footer",
    "aside": "sidebar",
    "figure": "caption",
    "figcaption": "caption",
    "caption": "caption",
    "address": "author",
    "menu": "nav",
    "amp-carousel": "caption",
    "amp-img": "caption",
}
KIND_OF_ROLE = {
    "navigation": "nav",
    "complementary": "sidebar",
    "contentinfo": "footer",
    "dialog": "sidebar",
    "alertdialog": "sidebar",
    "search": "sidebar",
    "banner": "nav",
    "menu": "nav",
    "menubar": "nav",
    "tooltip": "sidebar",
    "button": "sidebar",
}
KIND_OF_ITEMPROP = {
    "articlebody": BODY,
    "author": "author",
    "keywords": "tags",
    "datepublished": "meta",
    "datemodified": "meta",
    "caption": "caption",
    "comment": "comment",
    "publisher": "meta",
    "breadcrumb": "nav",
}
NAMED_FOR_LINKS = frozenset("p li h1 h2 h3 h4 h5 h6".split())
"""Elements whose ids are targets of links, not names of boxes."""
STAYS = frozenset("html body main article".split())
"""Elements that hold the page or the article: the words of their classes speak of the layout."""
INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
SHOWN_SOMEWHERE = re.compile(r":(?:block|flex|grid|inline|table|contents|visible)|d-\w\w-(?:block|flex|inline)")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NO_WORD = re.compile(r"[^a-z0-9]+")
LAYOUT = frozenset("has with no without is not after before above below until".split())
"""A word behind one of these tells what is beside the element, not what it is."""
BESIDE_TEXT = frozenset("comment related popular nav footer consent".split())
"""Kinds that are not voided by another class name that calls the element the text: "article-body paywall" is the text."""
LONGEST_CLASS = 300
LONGEST_PHRASE = 3


@dataclass(frozen=True, slots=True)
class ClassWords:
    """class_words.toml, ready to look up: kinds are ranked by their order in the file."""

    kinds: tuple[str, ...]
    hidden: frozenset[str]
    whole: dict[str, int]
    beginning: re.Pattern[str]
    """Its last group's number less one is the rank."""


@cache
def class_words() -> ClassWords:
    """Read class_words.toml."""
    table = tomllib.loads(files(__package__).joinpath("class_words.toml").read_text("utf-8"))
    hidden = frozenset(table.pop(HIDDEN)["words"])
    whole: dict[str, int] = {}
    groups = []
    for rank, row in enumerate(table.values()):
        for word in row["words"]:
            whole.setdefault(word, rank)
        stems = [re.escape(word[:-1]) for word in row["words"] if word.endswith("*")]
        groups.append(f"({'|'.join(stems) or '(?!)'})")
    return ClassWords(tuple(table), hidden, whole, re.compile("|".join(groups)))


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
    if not words.hidden.isdisjoint(names) and not SHOWN_SOMEWHERE.search(classes):
        return HIDDEN
    ranks = [_rank(name, words) for name in (*names, identifier[:LONGEST_CLASS])]
    best = min(ranks)
    if best == len(words.kinds):
        return ""
    is_body = words.kinds.index(BODY) in ranks
    return BODY if is_body and words.kinds[best] not in BESIDE_TEXT else words.kinds[best]


def _rank(name: str, words: ClassWords) -> int:
    """Return the rank of the first kind that a name speaks of."""
    best = len(words.kinds)
    parts = [part for part in NO_WORD.split(CAMEL.sub("-", name).lower()) if part]
    for start in range(len(parts)):
        if start and parts[start - 1] in LAYOUT:
            continue
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(parts)) + 1):
            phrase = "-".join(parts[start:end])
            best = min(best, words.whole.get(phrase, best))
            match = words.beginning.match(phrase)
            if match and match.lastindex:
                best = min(best, match.lastindex - 1)
    return best


def kind_of_element(element: HtmlElement, tag: str) -> str:
    """Return the kind of an element by its tag, role, itemprop, style, class and id; empty when they say nothing."""
    attributes = element.attrib
    if not attributes:
        return KIND_OF_TAG.get(tag, "")
    get = attributes.get
    if _is_hidden(get("hidden"), get("style"), get("aria-hidden"), tag):
        return HIDDEN
    if tag in STAYS:
        return BODY if (get("itemprop") or "").lower() == "articlebody" else ""
    classes, identifier = get("class") or "", (get("id") or "") if tag not in NAMED_FOR_LINKS else ""
    by_words = kind_of_words(classes, identifier) if classes or identifier else ""
    return (
        (by_words if by_words == HIDDEN else "")
        or KIND_OF_ITEMPROP.get((get("itemprop") or "").lower(), "")
        or KIND_OF_ROLE.get(get("role") or "", "")
        or by_words
        or KIND_OF_TAG.get(tag, "")
    )


def is_hidden(element: HtmlElement) -> bool:
    """Return True when an inline element is not shown to a reader."""
    get = element.attrib.get
    classes = get("class")
    return _is_hidden(get("hidden"), get("style"), get("aria-hidden"), element.tag) or bool(
        classes and kind_of_words(classes, "") == HIDDEN
    )


def _is_hidden(hidden: str | None, style: str | None, aria: str | None, tag: str) -> bool:
    if hidden is not None and hidden != "false":
        return True
    if style and INVISIBLE.search(style):
        return True
    return aria == "true" and tag not in STAYS and tag != "p"
