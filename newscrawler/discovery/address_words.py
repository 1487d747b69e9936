"""The words of `address_words.json`: what addresses call sections, indexes, service pages and articles."""

from __future__ import annotations

import json
from importlib.resources import files


def _load() -> dict[str, frozenset[str]]:
    groups = json.loads(files(__package__).joinpath("address_words.json").read_text(encoding="utf-8"))
    kinds = {kind: languages for kind, languages in groups.items() if kind != "about"}
    return {
        kind: frozenset(word.casefold() for words in languages.values() for word in words)
        for kind, languages in kinds.items()
    }


_WORDS = _load()
SECTION_WORDS = _WORDS["section"]
INDEX_WORDS = _WORDS["index"]
SERVICE_WORDS = _WORDS["service"]
LEGAL_WORDS = _WORDS["legal"]
ARTICLE_WORDS = _WORDS["article"]
FILE_EXTENSIONS = _WORDS["file"]
PAGE_EXTENSIONS = _WORDS["page"]
INDEX_KEYS = _WORDS["index_key"]
