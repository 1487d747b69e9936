"""NewsSpider: what a site file declares, and nothing it has to do."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Spider
from scrapy.settings import SETTINGS_PRIORITIES

from newscrawler.crawling import reasons
from newscrawler.crawling.addresses import TypedAddresses, host_and_port, is_public
from newscrawler.crawling.arguments import PERIOD, page_addresses, period_of, site_address
from newscrawler.crawling.reading import SiteReader
from newscrawler.crawling.seeds import rooted, seeds_of
from newscrawler.crawling.visits import missed_visit
from newscrawler.errors import UsageError
from newscrawler.items import PAST_PRIORITY, Discovered, Outcome, SiteFacts, Visit
from newscrawler.settings import user_agent
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newscrawler.crawling.session import Session
    from newscrawler.crawling.verdict import Verdict
    from newscrawler.discovery import Source
    from newscrawler.items import Article
    from newscrawler.markup import Markup

logger = logging.getLogger(__name__)


QUICK_SECONDS = 0.001
"""Between two requests to a private host. Not 0: without a delay Scrapy lets all that waits go at once (2.19)."""

PAGES_AT_ONCE = 16
"""Single pages are of many hosts, and each host still has one connection."""


class NewsSpider(Spider):
    """A news site, declared. The least: `name` and `domains`; declare more only where the generic reading is wrong."""

    domains: tuple[str, ...] = ()
    """Registered domains; the first names the site, the others are mirrors."""
    sources: tuple[Source, ...] = ()
    """Where the site lists its articles; addresses may be relative. Without any, the front page and robots.txt tell."""
    publisher: str = ""
    """The publisher's name, as its readers know it."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    languages: tuple[str, ...] = ()
    """BCP 47, the usual one first."""
    timezone: str | None = None
    """IANA name, for times printed without an offset."""
    fields: Mapping[str, str] = {}
    """Field name -> CSS selector, or XPath when it begins with `/`."""
    article_urls: str | None = None
    """A regular expression found in the address of every article and of nothing else."""
    takes: ClassVar[tuple[str, ...]] = ("site", *PERIOD)
    """The arguments after `-a`: `site` and days to walk back to, or `url` and `file` for a spider of single pages."""

    session: Session | None = None
    """The archive and the run, while it lasts."""
    verdict: Verdict | None = None
    """What the run came to, when it is over."""

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name)
        if unknown := sorted(set(arguments) - set(self.takes)):
            raise UsageError(f"{self.name} takes no argument {unknown[0]!r}; it takes: {', '.join(self.takes)}")
        self.pages: tuple[str, ...] = ()
        self._declared_domains = self.domains
        if "url" in self.takes:
            self.pages = page_addresses(arguments.get("url", ""), arguments.get("file", ""))
            self.typed: tuple[str, ...] = self.pages
            self.home, self.site = "", self.name
        else:
            self._settle(arguments.get("site", ""))
        self.period = period_of(arguments)
        """The days to walk back to; None for the newest alone."""
        self.reader = SiteReader(self)

    def _settle(self, address: str) -> None:
        """Set the site's address: the one that was typed wins over the declared domains."""
        if not address and not self.domains:
            raise UsageError(f"{self.name} needs a site: scrapy crawl {self.name} -a site=https://example.org/")
        self.home = site_address(address) if address else f"https://{self.domains[0]}/"
        self.typed = (self.home,) if address else ()
        if address:
            self.domains = (site_of(self.home),)
            self.sources = rooted(self.sources, self.home)
        self.site = site_of(self.home)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        TypedAddresses.allow(spider.typed)
        if spider.is_one_off:
            crawler.settings.set("CONCURRENT_REQUESTS", PAGES_AT_ONCE, priority="spider")
        contact = crawler.settings["NEWSCRAWLER_CONTACT"]
        if contact and crawler.settings.getpriority("USER_AGENT") == SETTINGS_PRIORITIES["project"]:
            crawler.settings.set("USER_AGENT", user_agent(contact), priority="spider")
        # Nobody is disturbed by a quick crawl of this machine or of one that the user named by its private address.
        if crawler.settings.getpriority("DOWNLOAD_DELAY") in {None, SETTINGS_PRIORITIES["project"]}:
            private = [url for url in spider.typed if not is_public(host_and_port(url)[0])]
            slots = {site_of(url): {"delay": QUICK_SECONDS, "jitter": 0} for url in private}
            crawler.settings.set("DOWNLOAD_SLOTS", slots, priority="spider")
        return spider

    @property
    def facts(self) -> SiteFacts:
        """What is declared of the site, for the extraction: at another address its own domains are mirrors."""
        domains = tuple(dict.fromkeys((*self.domains, *self._declared_domains)))
        return SiteFacts(self.publisher, domains, self.country, self.languages, self.timezone, self.fields)

    @property
    def is_one_off(self) -> bool:
        """True for a spider of single pages: it follows nothing and belongs to no site."""
        return bool(self.pages)

    def seeds(self) -> list[Discovered]:
        """Return where the crawl begins."""
        if self.is_one_off:
            return [Discovered(url) for url in self.pages]
        return seeds_of(self.sources, self.home, self.article_urls)

    def past_seeds(self) -> list[Discovered]:
        """Return where the past may be listed beside the declared sources: the front page and robots.txt."""
        found = seeds_of((), self.home) if self.sources else []
        return [replace(each, priority=PAST_PRIORITY) for each in found]

    def clean_article(self, article: Article, markup: Markup) -> Article:  # noqa: ARG002 the hook of site files
        """Return the article as the site wants it: the one hook, called on every article with its parsed page."""
        return article

    def visited(self, response: Response) -> Iterable[Visit]:
        """Return the visit that a response makes: the callback of every request."""
        try:
            return [self.reader.read(response)]
        except Exception as error:  # a page that breaks our reading costs one page, with its reason, not the run
            logger.exception("Reading %s raised", response.url)
            reason = f"{reasons.CRASHED}: {type(error).__name__}"
            return [Visit(page=response.meta["page"], outcome=Outcome.FAILED, reason=reason)]

    def missed(self, failure: Failure) -> Iterable[Visit]:
        """Return the visit that got no response: the errback of every request."""
        return [missed_visit(failure)]
