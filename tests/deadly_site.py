"""A site whose file has a fault for every occasion: for tests of what becomes of the process that reads its pages."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from newscrawler import NewsSpider
from tests.archive_visits import SITE

if TYPE_CHECKING:
    from newscrawler.items import Article
    from newscrawler.markup import Markup


class DeadlySpider(NewsSpider):
    """Reads a page as any site's is read, unless its title names a fault."""

    name = "deadly"
    domains = (SITE,)

    def clean_article(self, article: Article, markup: Markup) -> Article:
        """Return the article, or not."""
        match article.title:
            case "Killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "Ended":
                os._exit(7)
            case "Endless":
                time.sleep(600)
            case "Greedy":
                bytearray(1 << 60)
            case "Broken":
                raise KeyError("no such name")
            case "Unsendable":
                article.tags = [lambda: "no text"]  # type: ignore[list-item]
        return article
