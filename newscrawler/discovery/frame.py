"""The frame of a page: menus, header and footer, which stand alike on every page of a site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FRAME_ROLES = frozenset({"navigation", "banner", "contentinfo", "menu", "menubar"})
_FRAME_NAME = re.compile(
    r"(?:^|[\s_-])(?:main|top|site|sub|mega|mobile)?-?(?:nav|navbar|navigation|menu|footer|breadcrumbs?|crumbs)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Frame:
    """Says of links whether they stand in the frame of their page; what was climbed is remembered."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement | None, bool] = {None: False}

    def holds(self, element: HtmlElement) -> bool:
        """Return whether an element stands in the frame."""
        climbed: list[HtmlElement] = []
        above: HtmlElement | None = element
        while above not in self._known and above is not None:
            climbed.append(above)
            above = above.getparent()
        verdict = self._known[above]
        for each in reversed(climbed):
            verdict = self._known[each] = _verdict(each, holder_is_frame=verdict)
        return verdict


def _verdict(element: HtmlElement, *, holder_is_frame: bool) -> bool:
    if element.tag == "article":
        return False
    if holder_is_frame or element.tag in {"nav", "footer"} or element.get("role") in _FRAME_ROLES:
        return True
    if element.tag == "header":
        # A card or the page's main part may have a header of its own.
        return not any(True for _ in element.iterancestors("article", "main", "section"))
    if element.tag in {"html", "body", "a"}:
        return False
    return bool(_FRAME_NAME.search(element.get("class", "")) or _FRAME_NAME.search(element.get("id", "")))
