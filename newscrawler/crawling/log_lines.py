"""Where the log goes, and in which form: text or JSON on stderr, and beside it a file that rotates."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.log import get_scrapy_root_handler

from newscrawler.crawling.log_file import SharedLogFile
from newscrawler.crawling.spider import NewsSpider
from newscrawler.crawling.watch import PARENT_PID

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from newscrawler.crawling.verdict import Verdict

VERDICT = "verdict"
"""The event that ends a run."""

_logger = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """One JSON object a line: `at`, `level`, `event`, `site`, `message`, and what else belongs to the event."""

    def __init__(self, site: str) -> None:
        super().__init__()
        self._site = site

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as ASCII: nothing in it can be a control, or the end of the line."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": getattr(record, "event", "log"),
            "site": self._site,
            "message": record.getMessage(),
        }
        facts: Mapping[str, object] = getattr(record, "facts", {})
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said | dict(facts), default=str)


class LogLines:
    """Gives the log its form and its file; an extension."""

    def __init__(self, crawler: Crawler) -> None:
        settings, self._site = crawler.settings, str(getattr(crawler.spider, "site", ""))
        self._is_json = settings.getbool("NEWSCRAWLER_LOG_JSON")
        name = settings["NEWSCRAWLER_LOG_FILE"]
        if not (self._is_json or name):
            raise NotConfigured
        # Later than now: Scrapy makes the handler of stderr anew between its extensions and its spider.
        crawler.signals.connect(self._opened, signals.spider_opened)
        if name:
            text = logging.Formatter(settings["LOG_FORMAT"])
            logging.root.addHandler(_log_file(settings, JsonLines(self._site) if self._is_json else text))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not issubclass(crawler.spidercls, NewsSpider):
            raise NotConfigured
        return cls(crawler)

    def _opened(self) -> None:
        if (stderr := get_scrapy_root_handler()) is None:
            return
        stderr.addFilter(self._is_for_stderr)
        if self._is_json:
            stderr.setFormatter(JsonLines(self._site))

    def _is_for_stderr(self, record: logging.LogRecord) -> bool:
        """Return False for the verdict where stdout has it, or the process that started this one says it."""
        return getattr(record, "event", "") != VERDICT or (self._is_json and PARENT_PID not in os.environ)

    @staticmethod
    def tell(verdict: Verdict) -> None:
        """Log the verdict of the run."""
        facts = {"verdict": verdict.word, "exit_status": verdict.exit_status, "reason": verdict.reason}
        level = logging.WARNING if verdict.exit_status else logging.INFO
        _logger.log(level, "%s", verdict.line, extra={"event": VERDICT, "facts": facts})


def _log_file(settings: BaseSettings, form: logging.Formatter) -> SharedLogFile:
    """Return the handler of the log file; its name counts from the archive's folder."""
    path = Path(settings["NEWSCRAWLER_ARCHIVE"]).absolute().parent / Path(settings["NEWSCRAWLER_LOG_FILE"]).expanduser()
    most_bytes, parts = settings.getint("NEWSCRAWLER_LOG_FILE_BYTES"), settings.getint("NEWSCRAWLER_LOG_FILES")
    handler = SharedLogFile(path, most_bytes=most_bytes, parts=parts)
    handler.setFormatter(form)
    handler.setLevel(logging.INFO)
    return handler
