"""The elements of a page, listed once: who looks for some of them need not walk the tree."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

MAX_ELEMENTS = 500_000
"""Elements beyond this many are not looked at one by one."""

_NAMING = ("class", "id", "aria-label")


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
        return _grouped((str(element.tag), element) for element in self._all)

    def tagged(self, *tags: str) -> list[HtmlElement]:
        """Return the elements of these tags, in document order."""
        if len(tags) == 1:
            return self._by_tag.get(tags[0], [])
        return [element for element in self._all if element.tag in tags]

    @cached_property
    def _by_attribute(self) -> dict[str, list[HtmlElement]]:
        return _grouped((name, element) for element, attributes in self.attributes.items() for name in attributes)

    def having(self, *names: str) -> list[HtmlElement]:
        """Return the elements that have one of these attributes, in document order."""
        known = [self._by_attribute[name] for name in names if name in self._by_attribute]
        if len(known) <= 1:
            return known[0] if known else []
        wanted = set().union(*known)
        return [element for element in self._all if element in wanted]

    @cached_property
    def _names(self) -> tuple[list[HtmlElement], list[int], str]:
        """The elements that are named, where in one long text the names of each begin, and that text in lower case."""
        holders = self.having(*_NAMING)
        known = map(self.attributes.__getitem__, holders)
        rows = [" ".join([one.get(name, "") for name in _NAMING]).lower() for one in known]
        starts = list(accumulate((len(row) + 1 for row in rows), initial=0))
        return holders, starts, "\n".join(rows)

    def named(self, *stems: str) -> list[HtmlElement]:
        """Return the elements with one of these, in lower case, in class, id or label, in document order."""
        holders, starts, text = self._names
        found = set()
        for stem in stems:
            at = text.find(stem)
            while at >= 0:
                place = bisect_right(starts, at)
                found.add(place - 1)
                at = text.find(stem, starts[place])
        return [holders[place] for place in sorted(found)]


def _grouped(pairs: Iterable[tuple[str, HtmlElement]]) -> dict[str, list[HtmlElement]]:
    groups: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    for name, element in pairs:
        groups[name].append(element)
    return groups
