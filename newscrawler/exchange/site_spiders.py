"""The spider of each site, as a crawl of it would have it, and as much of that crawl as reading and storing ask for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from newscrawler.urls import same_site, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newscrawler.crawling import NewsSpider

ANY_SITE = "news"


def project_settings() -> Settings:
    """Return the settings that a crawl has."""
    settings = Settings()
    settings.setmodule("newscrawler.settings", priority="project")
    return settings


class NoCrawl:
    """As much of a Scrapy crawler as pipelines and the decoding ask for, without a reactor."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.signals = SignalManager(self)
        self.stats = None
        self.spider: NewsSpider | None = None


class SiteSpiders:
    """The spiders of sites, those of the last few hundred held."""

    def __init__(self, spiders: Mapping[str, Any], settings: Settings, session: object = None) -> None:
        """Take the project's spiders, and what their pipelines find at `spider.session`."""
        self._spiders = spiders
        self._settings = settings
        self._session = session
        self._of_home = lru_cache(maxsize=512)(self._made)

    def of(self, url: str) -> NewsSpider:
        """Return the spider of an address: that of its site's file, else the one for any site."""
        parts = urlsplit(url)
        return self._of_home(f"{parts.scheme}://{parts.netloc}/" if site_of(url) else url)

    def has_file(self, spider: NewsSpider) -> bool:
        """Return whether the site has a file of its own."""
        return type(spider) is not self._spiders[ANY_SITE]

    def _made(self, home: str) -> NewsSpider:
        declared = (known for known in self._spiders.values() if known.domains and same_site(home, known.domains))
        found = next(declared, None)
        spider: NewsSpider = found() if found else self._spiders[ANY_SITE](site=home)
        spider.settings = self._settings
        spider.session = self._session  # type: ignore[assignment]
        return spider
