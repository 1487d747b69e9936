"""Finding elements of a page without walking its tree anew for each kind of them."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

MAX_ELEMENTS = 500_000
"""Elements beyond this many are not looked at one by one."""
_LISTED = ("base", "title", "meta", "link", "script", "h1")
"""What nearly every page is asked for: found in one walk."""


class Elements:
    """The elements of one tree by tag or attribute, in document order."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root

    @cached_property
    def _listed(self) -> dict[str, list[HtmlElement]]:
        groups: dict[str, list[HtmlElement]] = {tag: [] for tag in _LISTED}
        for element in islice(self._root.iter(*_LISTED), MAX_ELEMENTS):
            groups[str(element.tag)].append(element)
        return groups

    def tagged(self, *tags: str) -> list[HtmlElement]:
        """Return the elements of these tags."""
        if len(tags) == 1 and tags[0] in self._listed:
            return self._listed[tags[0]]
        return list(islice(self._root.iter(*tags), MAX_ELEMENTS))

    def having(self, *names: str) -> list[HtmlElement]:
        """Return the elements that have one of these attributes."""
        return _with_attribute(names)(self._root)[:MAX_ELEMENTS]


@lru_cache(maxsize=64)
def _with_attribute(names: tuple[str, ...]) -> Callable[[HtmlElement], list[HtmlElement]]:
    """Return a search for the elements that have one of these attributes; their names are code's, never a page's."""
    query = f"//*[{' or '.join(f'@{name}' for name in names)}]"
    return cast("Callable[[HtmlElement], list[HtmlElement]]", etree.XPath(query))
