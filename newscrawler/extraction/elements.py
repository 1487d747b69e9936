"""What HTML elements are to a reader of text: tables only."""

from __future__ import annotations

BODY = "body"
"""The kind of what holds the text."""
CAPTION = "caption"

_INLINE = (
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr picture q rp rt ruby s "
    "samp small source span strike strong sub sup time tt u var wbr"
)
_NO_TEXT = (
    "script style svg math iframe object embed canvas video audio select option head link meta map datalist progress "
    "meter track textarea input"
)
_APART = (
    "noscript template button label dialog amp-ad amp-analytics amp-consent amp-iframe amp-list amp-sidebar "
    "amp-social-share"
)

INLINE = frozenset(_INLINE.split())
"""Elements that run along in a line; every other one begins a paragraph."""
NO_TEXT = frozenset(_NO_TEXT.split())
"""What these hold is never text."""
NOT_RUNNING = frozenset(_APART.split())
"""What these hold is not part of the running text of a page."""

RUNNING, LINK, BREAK, IMAGE, TIMED, PASSED, SKIPPED = "running", "link", "break", "image", "timed", "passed", "skipped"
IMAGES = ("img", "amp-img", "image")
WAYS = {
    **dict.fromkeys(INLINE, RUNNING),
    **dict.fromkeys(NOT_RUNNING, PASSED),
    **dict.fromkeys(NO_TEXT, SKIPPED),
    "a": LINK,
    "br": BREAK,
    **dict.fromkeys(IMAGES, IMAGE),
    "time": TIMED,
}
"""How the walk goes on at an element; one that is not named here begins a paragraph."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PARAGRAPHS = frozenset(("p", "li", "blockquote", "dd", "pre"))
STAYS = frozenset(("html", "body", "main", "article"))
"""Elements that hold the page or the article: the words of their classes speak of the layout."""
NAMED_FOR_LINKS = HEADINGS | {"p", "li"}
"""Elements whose ids are targets of links, not names of boxes."""

KIND_OF_TAG = {
    "nav": "nav",
    "menu": "nav",
    "footer": "footer",
    "aside": "sidebar",
    "address": "author",
    "form": "newsletter",
    "figure": CAPTION,
    "figcaption": CAPTION,
    "caption": CAPTION,
    "amp-carousel": CAPTION,
    "amp-img": CAPTION,
}
# https://www.w3.org/TR/wai-aria-1.2/#landmark_roles and widgets that open over the page
KIND_OF_ROLE = {
    "navigation": "nav",
    "banner": "nav",
    "menu": "nav",
    "menubar": "nav",
    "contentinfo": "footer",
    "complementary": "sidebar",
    "dialog": "sidebar",
    "alertdialog": "sidebar",
    "search": "sidebar",
    "tooltip": "sidebar",
    "button": "sidebar",
}
# https://schema.org/Article, in lower case
KIND_OF_ITEMPROP = {
    "articlebody": BODY,
    "author": "author",
    "publisher": "meta",
    "datepublished": "meta",
    "datemodified": "meta",
    "keywords": "tags",
    "caption": CAPTION,
    "comment": "comment",
    "breadcrumb": "nav",
}
