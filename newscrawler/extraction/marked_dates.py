"""Dates in the attributes of elements: microdata, and the microformats of blogs."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

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
_ABBR_WORDS = ("published", "updated", "date")
"""Classes of the hAtom microformat, whose dates stand in the title of an `<abbr>`."""


def marked_dates(scene: Scene, metas: list[HtmlElement], reader: DateReader) -> Iterator[Seen]:
    """Yield the dates that attributes tell; those of other items on the page are left out."""
    shown = chain(((one, one.attrib) for one in metas), ((one, named) for one, named, _ in scene.found.marked))
    marked = (element for element, attributes in shown if _is_marked(element, attributes))
    for element in islice(marked, MAX_MARKED):
        text = (
            element.get("content")
            or element.get("datetime")
            or (element.get("title") if element.tag == "abbr" else None)
        )
        if not text or not text.strip() or scene.is_foreign(element):
            continue
        name = (element.get("itemprop") or element.get("property") or "datePublished").rpartition(":")[2].split()[0]
        role = PROPERTIES.get(name, Role.PUBLISHED if "ublish" in name or name == "date" else Role.OTHER)
        yield Seen(reader.evidence(text.strip(), Place.MICRODATA, role, f"{path_of(element)} {name}"), 1)


def _is_marked(element: HtmlElement, attributes: Attributes) -> bool:
    if "itemprop" in attributes:
        named = attributes["itemprop"]
        return ("date" in named or named == "uploadDate") and element.tag != "link"
    if "property" in attributes:
        return ":date" in attributes["property"] and element.tag != "link"
    return (
        element.tag == "abbr"
        and "title" in attributes
        and any(one in attributes.get("class", "") for one in _ABBR_WORDS)
    )
