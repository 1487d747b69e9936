"""The pictures that belong to an article, with their captions."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import IMAGES
from newscrawler.extraction.lesser_bylines import leads_to_author
from newscrawler.extraction.surroundings import class_kind, climb, kinds_above, words_of
from newscrawler.items import Image
from newscrawler.markup import texts, visible_text
from newscrawler.text import clean_text
from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Blocks
    from newscrawler.extraction.date_scene import Scene
    from newscrawler.markup import Markup

MAX_IMAGES = 60
LONGEST_CAPTION = 600
SMALLEST = 90
"""Pictures said to be narrower or lower than this are marks, not pictures."""
_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-image",
    "data-hi-res-src",
    "src",
)
NOTHING = frozenset(("null", "undefined", "none", "None", "false"))
"""What scripts and templates write for an address that they do not have."""
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_FOREIGN = frozenset(
    {"related", "popular", "comment", "nav", "footer", "sidebar", "share", "author", "ads", "newsletter"}
)
_MARKS = (
    *("avatar", "logo", "icon", "emoji", "pixel", "spacer", "blank", "placeholder", "sprite", "loading", "arrow"),
    *("bullet", "button", "banner", "1x1", ".svg?", "preload.", "ajax-loader", "throbber"),
)
_LOOKS = ("/wp-content/themes/", "/wp-content/plugins/", "/sites/all/themes/", "/sites/all/modules/", "/themes/custom/")
"""Where WordPress and Drupal keep what belongs to the look of a site, and not to a text."""
_CAPTIONS = (
    *("caption", "legend", "creditline", "credit-line", "bildunterschrift", "bildtext", "didascalia"),
    *("piefoto", "pie-foto"),
)
_WIDTH = re.compile(r"(\S+)\s+(\d+(?:\.\d+)?)[wx]")
_SMALL = re.compile(r"(?<![^\W_])[2-8]\dx[2-8]\d(?![^\W_])")
"""How wide and high a picture of less than `SMALLEST` is, as a server that makes it so has it in the address.

A shape, as 16x9, has smaller numbers.
"""
MAX_ABOVE = 4
MAX_LINK = 3
_PLAIN_MARKS = ("logo", "placeholder", "favicon", "avatar")
"""What a site declares under such a name stands for all articles without a picture."""


def read_images(markup: Markup, scene: Scene) -> tuple[list[Image], str]:
    """Return the article's pictures in order, and where they were found.

    Those in and above the text; where none stands, the declared one.
    """
    found, place = list(_shown(scene, markup.base_url)), "visible"
    if not found:
        found, place = list(_declared(markup)), "declared"
    unique: dict[str, Image] = {}
    for image in found:
        known = unique.get(image.url.partition("?")[0])
        if known is None or (image.caption and not known.caption):
            unique[image.url.partition("?")[0]] = image
    return list(unique.values())[:MAX_IMAGES], place


def _shown(scene: Scene, base: str) -> Iterator[Image]:
    found, container = scene.found, scene.found.node_of(scene.container)
    if container < 0:
        return
    first = _article_of(found, container)
    top, behind = found.nodes[first].element, found.nodes[container].last + 1
    captions: dict[HtmlElement, str | None] = {top: ""}
    for element, node in found.images:
        if not first <= node < behind:
            continue
        address = _address(element)
        url = absolute_url(address, base) if address else None
        if (
            url
            and not _is_mark(element, url)
            and not _is_beside(element)
            and _FOREIGN.isdisjoint(kinds_above(element, top))
        ):
            alt = clean_text(element.get("alt") or "")
            yield Image(url, _caption(element, captions), alt)


def _article_of(found: Blocks, container: int) -> int:
    """The article node round the text: the picture under the headline stands outside the text."""
    near = found.above(container)[:MAX_ABOVE]
    return next((one for one in near if found.nodes[one].tag in ("article", "main")), container)


def _address(element: HtmlElement) -> str:
    """The address of the picture itself where it is loaded late; of a set the widest."""
    for name in _SOURCES:
        value = (element.get(name) or "").strip()
        if value and value not in NOTHING and not value.startswith(("data:", "about:", "{")):
            return value
    found = [match.groups() for name in _SETS for match in _WIDTH.finditer(element.get(name) or "")]
    return max(found, key=lambda one: float(one[1]))[0].strip(",") if found else ""


def _is_beside(element: HtmlElement) -> bool:
    """Does a picture lead to its author's page, or stand in for the one before it where no script runs?"""
    holders = [element, *islice(element.iterancestors(), MAX_LINK)]
    if any(holder.tag == "a" and leads_to_author(holder.get("href") or "") for holder in holders):
        return True
    box = next((holder for holder in holders if holder.tag == "noscript"), None)
    before = box.getprevious() if box is not None else None
    addresses = map(_address, before.iter(*IMAGES)) if before is not None else ()
    return any(address and not _names_mark(address.rpartition("/")[2]) for address in addresses)


def _is_mark(element: HtmlElement, url: str) -> bool:
    sides = [element.get(name) or "" for name in ("width", "height")]
    if any(side.isdecimal() and len(side) < len("10000") and int(side) < SMALLEST for side in sides):
        return True
    if _SMALL.search(url) is not None or any(folder in url for folder in _LOOKS):
        return True
    return _names_mark(url.rpartition("/")[2]) or _names_mark(words_of(element))


def _names_mark(name: str) -> bool:
    """Does the name of a file, which a query may follow, or of an element say that it is a mark?"""
    name = f"{name.lower()}?"
    return any(mark in name for mark in _MARKS)


def _caption(element: HtmlElement, known: dict[HtmlElement, str | None]) -> str:
    """The caption in the figure round the picture, else beside it; `known` keeps what each holder has."""
    for holder in islice(climb(element), 1, MAX_ABOVE + 1):
        if holder not in known:
            known[holder] = _caption_in(holder)
        caption = known[holder]
        if caption is not None:
            return caption
    return ""


def _caption_in(holder: HtmlElement) -> str | None:
    """The caption that a box offers for the pictures in it; None where the box has none and is no figure."""
    for one in holder.iter("figcaption"):
        return visible_text(one)[:LONGEST_CAPTION]
    for one in holder.iter("div", "p", "span", "small"):
        classes, identifier = one.get("class"), one.get("id")
        if (classes and _names_caption(classes)) or (identifier and _names_caption(identifier)):
            return visible_text(one)[:LONGEST_CAPTION]
    if holder.tag == "figure" or class_kind(holder) == "caption":
        text = visible_text(holder)
        return text if len(text) <= LONGEST_CAPTION else ""
    return None


@lru_cache(maxsize=4096)
def _names_caption(name: str) -> bool:
    name = name.lower()
    return any(word in name for word in _CAPTIONS)


def _declared(markup: Markup) -> Iterator[Image]:
    """The pictures that JSON-LD, else OpenGraph, give for the article."""
    urls = [url for thing in markup.own_articles for url in texts(thing.get("image"), "url", "contentUrl", "@id")]
    shown = markup.declared.first_meta("og:image", "og:image:url", "twitter:image", "twitter:image:src")
    said = (href for href in (shown, *urls[:1]) if href and href not in NOTHING)
    declared = (absolute_url(href, markup.base_url) for href in said)
    for url in islice((url for url in declared if url), 1):
        if not any(mark in url.rpartition("/")[2].lower() for mark in _PLAIN_MARKS):
            alt = markup.declared.first_meta("og:image:alt", "twitter:image:alt") or ""
            yield Image(url, "", clean_text(alt))
