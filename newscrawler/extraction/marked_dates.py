"""Dates in the attributes of elements: microdata, and the microformats of blogs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.dates import WEAK
from newscrawler.extraction.date_lists import Seen
from newscrawler.extraction.date_names import PROPERTIES
from newscrawler.extraction.surroundings import path_of
from newscrawler.items import Place, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Attributes
    from newscrawler.extraction.date_reader import DateReader
    from newscrawler.extraction.date_scene import Scene

MAX_MARKED = 250
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
"""The datetime pattern of microformats: an abbreviated moment, whole in the title, whatever its class."""
PRINTED = "dateUpdate"
"""What Chinese portals, but not schema.org, call the moment that they print under the headline."""
_ABBR_WORDS = ("published", "updated", "date")
"""Classes of the hAtom microformat, whose dates stand in the title of an `<abbr>`."""


def marked_dates(scene: Scene, metas: list[HtmlElement], reader: DateReader) -> Iterator[Seen]:
    """Yield the dates that attributes tell; those of other items on the page are left out."""
    marked = [one for one in metas if _names_date(one.get("itemprop"), one.get("property"))]
    marked += [one for one, attributes, _ in scene.found.marked if _is_marked(one, attributes)]
    for element in marked[:MAX_MARKED]:
        text = (
            element.get("content")
            or element.get("datetime")
            or (element.get("title") if element.tag == "abbr" else None)
        )
        if not text or not text.strip() or scene.is_foreign(element):
            continue
        name = (element.get("itemprop") or element.get("property") or "datePublished").rpartition(":")[2].split()[0]
        role = PROPERTIES.get(name, Role.PUBLISHED if "ublish" in name or name == "date" else Role.OTHER)
        path = f"{path_of(element)} {name}"
        if name == PRINTED:
            role, path = Role.PUBLISHED, f"{WEAK}{path}"
        yield Seen(reader.evidence(text.strip(), Place.MICRODATA, role, path), 1)


def _is_marked(element: HtmlElement, attributes: Attributes) -> bool:
    named, other = attributes.get("itemprop"), attributes.get("property")
    if named is not None or other is not None:
        return _names_date(named, other) and element.tag != "link"
    if element.tag != "abbr" or "title" not in attributes:
        return False
    classes = attributes.get("class", "")
    return any(one in classes for one in _ABBR_WORDS) or _MOMENT.match(attributes["title"]) is not None


def _names_date(itemprop: str | None, other: str | None) -> bool:
    """Does an itemprop, or a property where there is no itemprop, name a date?"""
    if itemprop is not None:
        return "date" in itemprop or itemprop == "uploadDate"
    return other is not None and ":date" in other
