"""The elements of a page, listed once: who looks for some of them need not walk the tree."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_ELEMENTS = 500_000
"""Elements beyond this many are not looked at one by one."""


class Elements:
    """The elements of one tree in document order, comments left out.

    lxml makes an object of an element when it is asked for, and again when nobody has kept the last one; it reads the
    attributes anew each time. Here both are kept.
    """

    def __init__(self, root: HtmlElement) -> None:
        self._all: list[HtmlElement] = list(islice(root.iter("*"), MAX_ELEMENTS))

    def __iter__(self) -> Iterator[HtmlElement]:
        return iter(self._all)

    @cached_property
    def attributes(self) -> dict[HtmlElement, dict[str, str]]:
        """Each element's attributes, in document order."""
        return {element: dict(element.items()) for element in self._all}

    @cached_property
    def _by_tag(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = {}
        for element in self._all:
            found.setdefault(str(element.tag), []).append(element)
        return found

    def tagged(self, *tags: str) -> list[HtmlElement]:
        """Return the elements of these tags, in document order."""
        if len(tags) == 1:
            return self._by_tag.get(tags[0], [])
        return [element for element in self._all if element.tag in tags]

    def having(self, *names: str) -> list[HtmlElement]:
        """Return the elements that have one of these attributes, in document order."""
        wanted = frozenset(names)
        return [element for element, attributes in self.attributes.items() if not wanted.isdisjoint(attributes)]
