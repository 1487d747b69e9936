"""Pages as the readers of single fields see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.date_scene import Scene
from newscrawler.extraction.walk import read_blocks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.markup import Markup


def scene_of(markup: Markup, title: HtmlElement | None = None, container: HtmlElement | None = None) -> Scene:
    """Return a page with the elements that are known to be its headline and its text."""
    return Scene(read_blocks(markup.root), title, container)
