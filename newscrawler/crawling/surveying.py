"""`python -m newscrawler.crawling.surveying ASKED [NAME=VALUE ...]`: the process behind `survey_site`.

ASKED is a JSON object: the site's address, and what its file declares. One line of JSON comes back: what was found, or
the reason why nothing could be had. The site is asked as a crawl would ask it: guards, robots.txt, delays, limits.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.crawling.alone import run_alone
from newscrawler.crawling.offers import recommended
from newscrawler.crawling.reasons import CRASHED, bearing
from newscrawler.crawling.spider import NewsSpider
from newscrawler.crawling.survey import Survey
from newscrawler.crawling.visits import answered_visit, request_for, unanswered_visit
from newscrawler.discovery import Feed, NewsSitemap, Section, Sitemap
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response

    from newscrawler.items import Page, Visit

# Nothing is stored: no archive is opened, and no progress is shown.
_SETTINGS = {
    "SPIDER_MODULES": [],
    "ITEM_PIPELINES": {},
    "LOG_ENABLED": False,
    "EXTENSIONS": {
        "newscrawler.crawling.pace.Pace": 100,
        "newscrawler.crawling.brake.Brake": 150,
        "scrapy.extensions.logstats.LogStats": None,
    },
}
_KINDS: dict[str, type[Feed | NewsSitemap | Sitemap | Section]] = {
    str(source.kind): source for source in (Feed, NewsSitemap, Sitemap, Section)
}


class SurveySpider(NewsSpider):
    """Looks at one site and keeps its survey."""

    name = "sources"

    def __init__(self, asked: dict[str, Any]) -> None:
        self.sources = tuple(_KINDS[kind](url) for kind, url in asked.get("sources", ()))
        self.domains = tuple(asked.get("domains", ()))
        self.article_urls = asked.get("article_urls")
        super().__init__(site=asked["site"])
        self.domains = self.facts.domains
        self.survey = Survey(self)

    async def start(self) -> AsyncIterator[Any]:
        """Fetch one page after the other; yield nothing."""
        while (page := self.survey.next_page()) is not None:
            self.survey.take(await self._visit(page))
        return
        yield

    async def _visit(self, page: Page) -> Visit:
        try:
            response: Response = await self.crawler.engine.download_async(request_for(page, self))
        except Exception as error:  # noqa: BLE001 whatever it is, the visit says why
            return unanswered_visit(page, error)
        return answered_visit(response)


def survey(asked: dict[str, Any], settings: dict[str, str]) -> Survey | None:
    """Return the survey of a site; None where Scrapy broke off."""
    spider = run_alone(SurveySpider, _SETTINGS, settings, asked=asked)
    return spider.survey if isinstance(spider, SurveySpider) else None


def told(found: Survey | None) -> dict[str, Any]:
    """Return what is written for a survey: its offers, what the site tells of itself, and the sources to name."""
    if found is None:
        return {"reason": CRASHED, "bearing": bearing(CRASHED)}
    if found.failure and not any(offer.works for offer in found.offers):
        return {"reason": found.failure, "bearing": bearing(found.failure)}
    zone = dates.zone_of(found.facts.country, found.facts.timezone)
    return {
        "facts": asdict(found.facts),
        "sources": [offer.as_dict(found.article_urls, found.shape, now_utc(), zone) for offer in found.offers],
        "recommended": [[str(offer.kind), offer.url] for offer in recommended(found.offers)],
    }


def main(words: list[str]) -> None:
    """Survey the site of the first word; the others are settings."""
    found = survey(json.loads(words[0]), dict(word.split("=", 1) for word in words[1:]))
    sys.stdout.write(json.dumps(told(found)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
