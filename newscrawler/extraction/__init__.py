"""A parsed page -> an `Article`: no network, no clock, no database."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscrawler.extraction.article import EXTRACTOR_VERSION, extract_article, read_article
    from newscrawler.extraction.fields import SITE_FIELDS

__all__ = ["EXTRACTOR_VERSION", "SITE_FIELDS", "extract_article", "read_article"]

_HOME = {"SITE_FIELDS": "fields"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'article')}"), name)
