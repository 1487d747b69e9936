"""`scrapy crawl`, with a verdict: one line on stdout, and an exit status that says how it went.

Scrapy's own ends with 0 when every page was refused. The statuses stand in `newscrawler.crawling.verdict`.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError as ScrapyUsageError
from scrapy.settings import SETTINGS_PRIORITIES

from newscrawler.crawling.log_lines import LogLines
from newscrawler.crawling.reasons import INTERRUPTED
from newscrawler.crawling.session import STOPPED
from newscrawler.crawling.spider import NewsSpider
from newscrawler.crawling.tally import Tally
from newscrawler.crawling.verdict import Ending, Verdict, judge
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    import argparse
    import asyncio

    from scrapy.crawler import Crawler

USAGE = 2


class Command(ScrapyCrawl):
    """Run a spider and end with its verdict."""

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Crawl a site into the archive; ends with one verdict line and its exit status"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options; leave out the line by which Scrapy says that it has begun, before `run` could."""
        super().process_options(args, opts)
        if self._is_level_ours:
            # A filter: Scrapy sets the levels of its loggers anew afterwards.
            logging.getLogger("scrapy.utils.log").addFilter(lambda record: record.levelno >= logging.WARNING)

    @property
    def _is_level_ours(self) -> bool:
        """True unless the user asked for a level."""
        assert self.settings is not None  # noqa: S101 for the type checker: Scrapy sets it
        return (self.settings.getpriority("LOG_LEVEL") or 0) <= SETTINGS_PRIORITIES["project"]

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider named by the one argument."""
        if len(args) != 1:
            raise ScrapyUsageError("expected the name of one spider; `scrapy list` shows them")
        try:
            crawler = self._checked_crawler(args[0], opts.spargs)
        except UsageError as error:
            sys.stderr.write(f"{error}\n")
            self.exitcode = USAGE
            return
        verdict = self._verdict(crawler, opts.spargs)
        if verdict is not None:
            sys.stdout.write(f"{verdict.line}\n")
            if crawler.get_extension(LogLines) is not None:
                LogLines.tell(verdict)
            self.exitcode = verdict.exit_status

    def _checked_crawler(self, name: str, arguments: dict[str, str]) -> Crawler:
        try:
            crawler = self._create_crawler(name)
        except KeyError:
            known = ", ".join(sorted(self.crawler_process.spider_loader.list())) if self.crawler_process else ""
            raise UsageError(f"no spider named {name!r}; there are: {known}") from None
        if issubclass(crawler.spidercls, NewsSpider):
            crawler.spidercls(**arguments)  # arguments are judged before anything is opened
        return crawler

    def _verdict(self, crawler: Crawler, arguments: dict[str, str]) -> Verdict | None:
        assert self.crawler_process is not None  # noqa: S101 for the type checker: Scrapy sets it before run()
        self._quieten()
        # A terminal that closes asks for the same as SIGTERM: stop, and put back what is leased.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        task: asyncio.Task[None] = self.crawler_process.crawl(crawler, **arguments)  # type: ignore[assignment]
        self.crawler_process.start()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # it has ended: only its verdict is to be said yet
        error = task.exception() if task.done() and not task.cancelled() else None
        spider = crawler.spider
        if isinstance(spider, NewsSpider) and error is None:
            if spider.session is not None:  # a signal came while it was opened: Scrapy does not close it then
                spider.session.end(STOPPED)
            return spider.verdict or judge(spider.site, Tally(), Ending(INTERRUPTED, "stopped before it began"))
        if error is not None:
            logging.getLogger(__name__).error("The crawl broke off", exc_info=error)
            return judge(crawler.spidercls.name, Tally(), Ending("crashed", f"{type(error).__name__}: {error}"))
        return None

    def _quieten(self) -> None:
        """Leave out what Scrapy says at level INFO, unless the user asked for a level."""
        if self._is_level_ours:
            for name in ("scrapy", "twisted", "asyncio"):
                logging.getLogger(name).setLevel(logging.WARNING)
