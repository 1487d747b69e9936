"""Microdata (HTML standard, chapter 5) and the RDFa that breadcrumbs are written in, read into the form of JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from newscrawler.markup.json_ld import clean_value
from newscrawler.markup.reading import visible_text
from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ITEMS = 5_000
"""Elements beyond this many are not looked at."""

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
    marked: etree.XPath


_MICRODATA = _Dialect("itemscope", "itemtype", "itemprop", etree.XPath("//*[@itemscope or @itemprop]"))
_RDFA = _Dialect("typeof", "typeof", "property", etree.XPath("//*[@typeof]|//*[@typeof]//*[@property or @rel]"))


def read_microdata(root: HtmlElement, base_url: str) -> list[dict[str, Any]]:
    """Return every item, nested ones too, in document order: `@type`, `@id`, and property -> text, item or list of them."""
    return [item for dialect in (_MICRODATA, _RDFA) for item in _Reader(dialect, base_url).items(root)]


class _Reader:
    def __init__(self, dialect: _Dialect, base_url: str) -> None:
        self._dialect = dialect
        self._base_url = base_url
        self._scopes: dict[HtmlElement, dict[str, Any] | None] = {}

    def items(self, root: HtmlElement) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for element in self._dialect.marked(root)[:MAX_ITEMS]:
            holder = self._holder(element)
            item = self._item(element)
            if item is not None:
                self._scopes[element] = item
                found.append(item)
            self._add(holder, element, item)
        return found

    def _item(self, element: HtmlElement) -> dict[str, Any] | None:
        if element.get(self._dialect.scope) is None:
            return None
        names = [
            name.replace("#", "/").rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
            for name in element.get(self._dialect.kind, "").split()
        ]
        item: dict[str, Any] = {"@type": names[0] if len(names) == 1 else names} if names else {}
        address = element.get("itemid") or element.get("resource") or element.get("href")
        if address and (url := absolute_url(address, self._base_url)):
            item["@id"] = url
        return item

    def _holder(self, element: HtmlElement) -> dict[str, Any] | None:
        """Return the item that the element stands in; what was climbed is remembered, so that all climbs together are linear."""
        climbed, above = [], element.getparent()
        while above is not None and above not in self._scopes:
            climbed.append(above)
            above = above.getparent()
        holder = self._scopes[above] if above is not None else None
        self._scopes.update(dict.fromkeys(climbed, holder))
        return holder

    def _add(self, holder: dict[str, Any] | None, element: HtmlElement, item: dict[str, Any] | None) -> None:
        if holder is None:
            return
        names = element.get(self._dialect.prop, "").split()
        value = item if item is not None else (self._value(element) if names else "")
        for name in names:
            _append(holder, name.rsplit(":", 1)[-1].rsplit("/", 1)[-1], value)
        if self._dialect is _RDFA and (url := absolute_url(element.get("href", ""), self._base_url)):
            for name in element.get("rel", "").split():
                if ":" in name:
                    _append(holder, name.rsplit(":", 1)[-1], url)

    def _value(self, element: HtmlElement) -> str:
        tag = str(element.tag)
        stated = element.get("content") or element.get(_TEXT_ATTRIBUTES.get(tag, "content"))
        if stated is not None:
            return clean_value(stated.strip())
        address = element.get(_URL_ATTRIBUTES.get(tag, "href")) if element.get("rel") is None else None
        if address:
            return absolute_url(address, self._base_url) or ""
        return clean_value(visible_text(element))


def _append(item: dict[str, Any], name: str, value: Any) -> None:
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]
