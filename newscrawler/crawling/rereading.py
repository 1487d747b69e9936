"""Reading a stored page again as a visit of today is read, so that a better reader is not taken for an edit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newscrawler.errors import NotAnArticle
from newscrawler.extraction import read_article
from newscrawler.items import SiteFacts
from newscrawler.markup import parse_markup

if TYPE_CHECKING:
    from newscrawler.crawling.spider import NewsSpider
    from newscrawler.items import Article, Snapshot


def reread(snapshot: Snapshot, spider: NewsSpider) -> Article | None:
    """Return the article of a stored page, with the site's own file as it is today; None where it holds none."""
    content_type = next((value for name, value in snapshot.headers if name.lower() == "content-type"), "")
    markup = parse_markup(snapshot.body, snapshot.url, content_type=content_type)
    facts = SiteFacts() if spider.is_one_off else spider.facts
    try:
        article = read_article(markup, fetched_at=datetime.fromisoformat(snapshot.fetched_at), site=facts)
        article = spider.clean_article(article, markup)
    except NotAnArticle:
        return None
    return article if article.title or article.body else None
