"""Where an element stands on the page: what holds it, and what the words of its holders say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler.extraction.marks import kind_of_words
from newscrawler.extraction.tables import names
from newscrawler.markup import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_CLIMB = 60
"""Holders further up than this are not looked at: pages may be thousands of elements deep."""
PAGE_TAGS = frozenset({"html", "body", "form", "main"})
_PATH_STEPS = 3
# Responsive variants that bring a hidden element back on some screens.
_SHOWN_AGAIN = ("-block", "-flex", "-inline", "-grid", "-table")


def words_of(element: HtmlElement) -> str:
    """Return the class and id of an element, as written."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def class_kind(element: HtmlElement) -> str:
    """Return the kind of class_words.toml that the element's class and id speak of; empty when they say nothing."""
    classes, identifier = element.get("class") or "", element.get("id") or ""
    return _kind_by_words(classes, identifier) if classes or identifier else ""


@lru_cache(maxsize=4096)
def _kind_by_words(classes: str, identifier: str) -> str:
    return kind_of_words(classes, identifier)


def climb(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element, then what holds it, up to `MAX_CLIMB` steps."""
    current: HtmlElement | None = element
    for _ in range(MAX_CLIMB):
        if current is None:
            return
        yield current
        current = current.getparent()


def nearest(element: HtmlElement, most: int) -> list[HtmlElement]:
    """Return the element and what holds it, at most so many.

    >>> from lxml.html import document_fromstring
    >>> [holder.tag for holder in nearest(document_fromstring("<p><b><i>1")[0][0][0][0], 3)]
    ['i', 'b', 'p']
    """
    found: list[HtmlElement] = []
    current: HtmlElement | None = element
    while current is not None and len(found) < most:
        found.append(current)
        current = current.getparent()
    return found


def kinds_above(element: HtmlElement, top: HtmlElement | None = None) -> set[str]:
    """Return the kinds (class_words.toml) and the tags of the element and its holders below `top` and `<body>`."""
    found: set[str] = set()
    holder: HtmlElement | None = element
    for _ in range(MAX_CLIMB):
        if holder is None or holder is top:
            break
        tag = holder.tag
        if tag in PAGE_TAGS:
            break
        found.add(tag)
        classes, identifier = holder.get("class", ""), holder.get("id", "")
        if classes or identifier:
            found.add(_kind_by_words(classes, identifier))
        holder = holder.getparent()
    return found


def shared_holder(first: HtmlElement, second: HtmlElement) -> HtmlElement | None:
    """Return the closest element that holds both; None when they are further apart than `MAX_CLIMB`."""
    above = set(climb(first))
    return next((holder for holder in climb(second) if holder in above), None)


def is_unseen(element: HtmlElement) -> bool:
    """Is the element hidden by its attributes or by a class that themes hide things with?"""
    if is_hidden(element) and not _is_said_beside(element):
        return True
    for holder in climb(element):
        classes = holder.get("class")
        if classes and _hides(classes):
            return True
    return False


def _is_said_beside(element: HtmlElement) -> bool:
    """Is the element kept from screen readers alone, for which the same stands hidden beside it?"""
    if element.get("aria-hidden") != "true":
        return False
    beside = (element.getprevious(), element.getnext())
    is_said = any(one is not None and _hides(one.get("class") or "") for one in beside)
    holder = element.getparent()
    return is_said and (holder is None or not is_hidden(holder))


@lru_cache(maxsize=4096)
def _hides(classes: str) -> bool:
    hiding = names("hiding_classes")
    if hiding.isdisjoint(classes.split()):
        return False
    return not any(name.endswith(_SHOWN_AGAIN) and name not in hiding for name in classes.split())


def path_of(element: HtmlElement) -> str:
    """Return the last steps of the way to an element, readable: `div.post-inner > p.post-meta > span`."""
    steps = []
    for holder in climb(element):
        name = (holder.get("class") or "").split()[:1] or [holder.get("id") or ""]
        steps.append(f"{holder.tag}.{name[0]}" if name[0] else str(holder.tag))
        if len(steps) == _PATH_STEPS or holder.tag in PAGE_TAGS:
            break
    return " > ".join(reversed(steps))
