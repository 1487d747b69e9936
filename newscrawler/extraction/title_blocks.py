"""The headline of a page that sets it in no heading: the block that prints what is declared, or is named a headline."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import letters
from newscrawler.extraction.date_line import is_short, short_text
from newscrawler.extraction.elements import INLINE
from newscrawler.extraction.marks import CAMEL
from newscrawler.extraction.phrases import SENTENCE_END
from newscrawler.extraction.surroundings import climb, kinds_above, words_of
from newscrawler.extraction.title_words import LONG_ENOUGH, SEPARATOR, UNPARTED, bare
from newscrawler.markup import is_hidden, visible_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from newscrawler.markup import Markup

MOST_ELEMENTS = 20_000
LOOKED_AT = 8
"""Letters of a text that are compared first."""
LONGEST = 500
UNSPACED_PARTING = frozenset(" -–—_|·")
BETTER_PART = 0.6
BESIDE = 200
"""Letters that may stand with a headline in the cell of a table that heads the text: kicker, byline, date."""
LONGEST_HOLDING = 200
HOLDS = 4
"""A headline is at most so many times as long as what a title makes of it."""
MOST_CALLED = 3
"""Elements round one another that may be named for one headline, and one more."""
LARGE_FONTS = ("5", "6", "7", "+2", "+3", "+4")
_NO_HEADLINES = frozenset(
    ("nav", "footer", "related", "popular", "sidebar", "comment", "share", "tags", "caption", "hidden", "a", "title")
)
_CALLED_TAGS = ("div", "span", "td", "p", "font", "b", "strong", "h4", "h5")
_CALLED = re.compile(
    r"(?<![a-z])(?:(?:news|article|post|story|entry|single|detail|content)s?[-_]?(?:title|titre|titulo|heading)|headline|"
    r"lbl[-_]?title|nadpis)(?![a-z])",
    re.IGNORECASE,
)
"""Class names and ids that call a headline one: of themes, of old systems, of the labels of ASP.NET."""


def block_printing(markup: Markup, titles: Sequence[str]) -> HtmlElement | None:
    """Return the first block whose whole text is a declared title, or the beginning of one; None where none is.

    A declared title that another one ends with is the site's name, and no block is looked for that prints it.
    """
    own = {one for one in titles if any(title.endswith(f" {one}") for title in titles)}
    beginnings = tuple({title[:LOOKED_AT] for title in titles if len(title) >= LOOKED_AT and title not in own})
    if not beginnings:
        return None
    for element in islice(_body(markup).iter(), MOST_ELEMENTS):
        text = element.text
        if text and text.lstrip().startswith(beginnings) and isinstance(element.tag, str):
            words = short_text(element, LONGEST) or ""
            if words and any(_prints(words, title, titles) for title in titles) and _may_head(element):
                return element
    return None


def _prints(words: str, title: str, titles: Sequence[str]) -> bool:
    """Is a text a title, without what a separator parts from it, or without another title that stands behind it?

    In scripts without spaces a single space or dash parts the site's name from the better part of a title.
    """
    if letters(words) < LONG_ENOUGH or not title.startswith(words):
        return False
    rest = title[len(words) :]
    if rest[:1] in UNSPACED_PARTING and UNPARTED.search(words) and len(words) >= BETTER_PART * len(title):
        return True
    return not rest or SEPARATOR.match(title, len(words)) is not None or (rest[0] == " " and rest[1:] in titles)


def block_holding(markup: Markup, shorter: Sequence[str]) -> HtmlElement | None:
    """Return the first block that holds a shorter title whole, with more words round it, and is no sentence."""
    wanted = [one for one in map(bare, shorter) if len(one) >= LONG_ENOUGH]
    for element in islice(_body(markup).iter(), MOST_ELEMENTS) if wanted else ():
        text = element.text
        if not text or len(text) < LONG_ENOUGH or not isinstance(element.tag, str):
            continue
        said = bare(short_text(element, LONGEST_HOLDING) or "")
        if any(one in said and len(said) <= HOLDS * len(one) for one in wanted):
            words = visible_text(element)
            if SENTENCE_END.search(words) is None and _may_head(element):
                return element
    return None


def block_called_title(markup: Markup, *, by_size: bool = True) -> HtmlElement | None:
    """Return the only block that is named a headline, or set in large letters as old pages do; None where none is.

    A cell and what stands in it may both be named so.
    """
    called = dict(islice(_called(markup, by_size=by_size), MOST_CALLED))
    return next(iter(called.values())) if len(called) == 1 else None


def _called(markup: Markup, *, by_size: bool) -> Iterator[tuple[str, HtmlElement]]:
    for element in islice(_body(markup).iter(*_CALLED_TAGS), MOST_ELEMENTS):
        words = short_text(element, LONGEST) if _is_called(element, by_size=by_size) else None
        if words and letters(words) >= LONG_ENOUGH and _may_head(element):
            yield words, element


def _is_called(element: HtmlElement, *, by_size: bool) -> bool:
    if by_size and element.tag == "font" and element.get("size") in LARGE_FONTS:
        return True
    said = words_of(element)
    return bool(said) and _CALLED.search(CAMEL.sub("-", said)) is not None


def _may_head(element: HtmlElement) -> bool:
    """May a headline stand here: shown, and neither a link nor in a menu, a list or a foot?"""
    if is_hidden(element) or any(holder.tag == "a" for holder in climb(element)) or element.find(".//a") is not None:
        return False
    return _NO_HEADLINES.isdisjoint(kinds_above(element))


def block_of(element: HtmlElement) -> HtmlElement | None:
    """Return the element, or what holds it and nothing else, that parts it from other lines; None where none does.

    In old layouts that is the cell of a table, with the kicker and the byline that stand in it too.
    """
    words = visible_text(element)
    holder = next((one for one in climb(element) if one.tag not in INLINE), None)
    if holder is None or visible_text(holder) == words:
        return holder
    return holder if holder.tag == "td" and is_short(holder, len(words) + BESIDE) else None


def _body(markup: Markup) -> HtmlElement:
    body = markup.root.find("body")
    return markup.root if body is None else body
