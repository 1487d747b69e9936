"""A parsed page -> an `Article`: no network, no clock, no database."""

from __future__ import annotations

from newscrawler.extraction.article import EXTRACTOR_VERSION, extract_article, read_article
from newscrawler.extraction.date_alone import find_date
from newscrawler.extraction.fields import SITE_FIELDS

__all__ = ["EXTRACTOR_VERSION", "SITE_FIELDS", "extract_article", "find_date", "read_article"]
