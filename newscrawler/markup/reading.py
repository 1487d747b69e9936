"""Reading small pieces of a page: the words of an element as a reader sees them, and whether it is shown at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a browser shows in place of these is never their text.
_UNSEEN = "script style template noscript head svg iframe object textarea select"
# Elements that run along in a line: the words on both sides of an edge may be one word. All other tags part words.
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr"
)
UNSEEN_TAGS = frozenset(_UNSEEN.split())
INLINE_TAGS = frozenset(_INLINE.split())
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def visible_text(element: HtmlElement) -> str:
    """Return the words of an element on one line, white space folded; text in scripts, styles and templates left out.

    >>> from lxml.html import fragment_fromstring
    >>> visible_text(fragment_fromstring("<p>one<br>two <b>th</b>ree<script>4</script></p>"))
    'one two three'
    """
    if element.tag in UNSEEN_TAGS:
        return ""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    _gather(element, pieces)
    return " ".join("".join(pieces).split())


def _gather(element: HtmlElement, pieces: list[str]) -> None:
    """Add the texts inside an element in order, with white space where an edge parts words.

    It recurses: a tree is no deeper than `dom.MAX_DEPTH`.
    """
    if element.text:
        pieces.append(element.text)
    for child in element:
        tag = child.tag
        if tag in INLINE_TAGS:
            _gather(child, pieces)
            if tag == "time" and not child.tail and child.getnext() is not None:  # a day and a time of day in a row
                pieces.append(" ")
        elif tag not in UNSEEN_TAGS and isinstance(tag, str):  # a comment's tag is no text
            pieces.append(" ")
            _gather(child, pieces)
            pieces.append(" ")
        if child.tail:
            pieces.append(child.tail)


def hides(element: HtmlElement) -> bool:
    """Return True when the element's own attributes hide it and all it holds."""
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None


def is_hidden(element: HtmlElement) -> bool:
    """Return True when the element or one that holds it is hidden by its attributes; style sheets are not read."""
    return hides(element) or any(map(hides, element.iterancestors()))
