"""Al-Watan, Muscat: https://alwatan.com/"""

from __future__ import annotations

from newscrawler import Feed, NewsSpider, Section


class AlwatanSpider(NewsSpider):
    """A daily of Oman; a WordPress site, its theme of the Sahifa family."""

    name = "alwatan"
    domains = ("alwatan.com", "alwatan.om")
    publisher = "الوطن"
    country = "OM"
    languages = ("ar-OM",)
    timezone = "Asia/Muscat"
    sources = (Feed("/feed"), Section("/"))
    article_urls = r"/details/\d+"
