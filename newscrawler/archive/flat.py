"""Articles as flat rows, for data frames and spreadsheets."""

from __future__ import annotations

from typing import Any

from newscrawler.archive.values import json_text

JOINED = "; "
"""What parts the members of a list of names."""


def flat(article: dict[str, Any]) -> dict[str, Any]:
    """Return the article with its lists as text: names parted by "; ", everything else as JSON.

    >>> flat({"title": "One", "authors": ["Ada", "Ben"], "images": [{"url": "a"}], "is_free": None})
    {'title': 'One', 'authors': 'Ada; Ben', 'images': '[{"url":"a"}]', 'is_free': None}
    """
    return {name: _flat(value) for name, value in article.items()}


def _flat(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return JOINED.join(value)
    return json_text(value) if isinstance(value, (list, dict)) else value
