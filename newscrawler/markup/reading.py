"""Reading small pieces of a page: the words of an element as a reader sees them, and whether it is shown at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_RUNNING_ALONG = INLINE_TAGS | UNSEEN_TAGS
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def visible_text(element: HtmlElement) -> str:
    """Return the words of an element on one line, white space folded; text in scripts, styles and templates left out.

    >>> from lxml.html import fragment_fromstring
    >>> visible_text(fragment_fromstring("<p>one<br>two <b>th</b>ree<script>4</script></p>"))
    'one two three'
    """
    if len(element) == 0:
        return "" if element.tag in UNSEEN_TAGS else " ".join((element.text or "").split())
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in UNSEEN_TAGS:
                walk.skip_subtree()
            else:
                yield from ("" if node.tag in INLINE_TAGS else " ", node.text or "")
        else:
            if event == "end" and node.tag not in _RUNNING_ALONG:
                yield " "
            if node is not element:
                yield node.tail or ""


def hides(element: HtmlElement) -> bool:
    """Return True when the element's own attributes hide it and all it holds."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None


def is_hidden(element: HtmlElement) -> bool:
    """Return True when the element or one that holds it is hidden by its attributes; style sheets are not read."""
    return hides(element) or any(hides(ancestor) for ancestor in element.iterancestors())
