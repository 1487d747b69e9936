"""Microdata (HTML standard, chapter 5) and the RDFa that breadcrumbs are written in, read into the form of JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from newscrawler.markup.json_ld import unescaped
from newscrawler.markup.reading import visible_text
from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.markup.elements import Elements

MAX_ELEMENTS = 5_000
"""Marked elements beyond this many are not looked at."""
MAX_NESTED_TEXTS = 6
"""A text property inside this many others is not read: each would be read again for every one that holds it."""

# HTML standard 5.2.4 "Values": the attribute that carries the value of each kind of element.
_URL_ATTRIBUTES = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "object": "data",
}
_TEXT_ATTRIBUTES = {"data": "value", "meter": "value", "time": "datetime"}


class _Dialect(NamedTuple):
    scope: str
    kind: str
    prop: str
    marks: tuple[str, ...]
    """The attributes that mark an element as an item or a property."""


_MICRODATA = _Dialect("itemscope", "itemtype", "itemprop", ("itemscope", "itemprop"))
# Outside a typed element `property` is OpenGraph's, and `rel` a browser's.
_RDFA = _Dialect("typeof", "typeof", "property", ("typeof", "property", "rel"))


class _Inside(NamedTuple):
    """What an element stands in."""

    item: dict[str, Any] | None
    texts: int
    """How many text properties."""


def read_microdata(elements: Elements, base_url: str) -> list[dict[str, Any]]:
    """Return every item, nested ones too, in document order: `@type`, `@id`, property -> text, item or list of them."""
    scoped = elements.having(_MICRODATA.scope, _RDFA.scope)  # one walk for both
    dialects = [dialect for dialect in (_MICRODATA, _RDFA) if any(dialect.scope in one.attrib for one in scoped)]
    return [item for dialect in dialects for item in _Reading(dialect, base_url).items(elements)]


class _Reading:
    def __init__(self, dialect: _Dialect, base_url: str) -> None:
        self._dialect = dialect
        self._base_url = base_url
        self._inside: dict[HtmlElement | None, _Inside] = {None: _Inside(None, 0)}

    def items(self, elements: Elements) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for element in elements.having(*self._dialect.marks)[:MAX_ELEMENTS]:
            place = self._place(element)
            item = self._item(element)
            if item is not None:
                found.append(item)
            self._inside[element] = _Inside(item or place.item, place.texts + (item is None and place.item is not None))
            if place.item is not None:
                self._add(place, element, item)
        return found

    def _place(self, element: HtmlElement) -> _Inside:
        """Return what the element stands in. What was climbed is remembered, so that all climbs together are linear."""
        climbed, above = [], element.getparent()
        while above not in self._inside:
            climbed.append(above)
            above = cast("HtmlElement", above).getparent()
        place = self._inside[above]
        self._inside.update(dict.fromkeys(climbed, place))
        return place

    def _item(self, element: HtmlElement) -> dict[str, Any] | None:
        if element.get(self._dialect.scope) is None:
            return None
        types = [short_name(name) for name in element.get(self._dialect.kind, "").split()]
        item: dict[str, Any] = {"@type": types[0] if len(types) == 1 else types}
        address = element.get("itemid") or element.get("resource") or element.get("href")
        if address and (url := absolute_url(address, self._base_url)):
            item["@id"] = url
        return item

    def _add(self, place: _Inside, element: HtmlElement, item: dict[str, Any] | None) -> None:
        holder = cast("dict[str, Any]", place.item)
        names = element.get(self._dialect.prop, "").split()
        if names and (item is not None or place.texts < MAX_NESTED_TEXTS):
            value = self._value(element) if item is None else item
            for name in names:
                _append(holder, short_name(name), value)
        # RDFa 1.0, as in rel="v:url": the relation names a property whose value is the address.
        for name in element.get("rel", "").split() if self._dialect is _RDFA else ():
            if ":" in name and (url := absolute_url(element.get("href", ""), self._base_url)):
                _append(holder, short_name(name), url)

    def _value(self, element: HtmlElement) -> str:
        tag = str(element.tag)
        stated = element.get("content") or element.get(_TEXT_ATTRIBUTES.get(tag, "content"))
        if stated is not None:
            return unescaped(stated.strip())
        address = element.get(_URL_ATTRIBUTES[tag]) if tag in _URL_ATTRIBUTES and not element.get("rel") else None
        if address:
            return absolute_url(address, self._base_url) or ""
        return unescaped(visible_text(element))


def short_name(name: str) -> str:
    """Return the last part of a name: `Breadcrumb` for `v:Breadcrumb` and `http://data-vocabulary.org/#Breadcrumb`."""
    return name.replace("#", "/").replace(":", "/").rstrip("/").rpartition("/")[2]


def _append(item: dict[str, Any], name: str, value: Any) -> None:
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]
