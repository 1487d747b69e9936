"""Al-Watan, Muscat: https://alwatan.com/"""

from __future__ import annotations

from newscrawler import NewsSpider


class AlwatanSpider(NewsSpider):
    """A daily of Oman; a WordPress site, its theme of the Sahifa family."""

    name = "alwatan"
    domains = ("alwatan.com", "alwatan.om")
    publisher = "الوطن"
    country = "OM"
    languages = ("ar-OM",)
    timezone = "Asia/Muscat"
    article_urls = r"/details/\d+"
