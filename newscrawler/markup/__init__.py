"""A page's parsed content: charset, tree, and what the page declares. Shared by extraction and discovery."""

from newscrawler.markup.charset import decode
from newscrawler.markup.declared import Declared, RelLink, types_of
from newscrawler.markup.declaring import declaring_part
from newscrawler.markup.elements import Elements
from newscrawler.markup.own_things import addresses, is_of, texts
from newscrawler.markup.parsed import Anchor, Markup, parse_markup
from newscrawler.markup.reading import hides, is_hidden, visible_text

__all__ = [
    "Anchor",
    "Declared",
    "Elements",
    "Markup",
    "RelLink",
    "addresses",
    "declaring_part",
    "decode",
    "hides",
    "is_hidden",
    "is_of",
    "parse_markup",
    "texts",
    "types_of",
    "visible_text",
]
