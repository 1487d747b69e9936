"""What Scrapy logs of each page: a visit holds a whole page, its address is enough."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy.logformatter import LogFormatterResult


class BriefLogFormatter(LogFormatter):
    """Scrapy's messages without the content of items."""

    def scraped(self, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Return nothing to log: the store step says what came of a visit."""

    def item_error(self, item: Any, exception: BaseException, *_: Any, **__: Any) -> LogFormatterResult:
        """Return the address and the error; the traceback follows."""
        page = getattr(item, "page", None)
        return {
            "level": logging.ERROR,
            "msg": "A step failed on %(url)s: %(error)s",
            "args": {"url": getattr(page, "url", "?"), "error": repr(exception)},
        }
