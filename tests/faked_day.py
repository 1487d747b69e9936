"""`python -m tests.faked_day 2026-03-01T12:00:00+00:00 crawl news ...`: scrapy in a process that lives on that day."""

from __future__ import annotations

import sys
from datetime import datetime, tzinfo

from scrapy.cmdline import execute

import newscrawler.now

BEGAN = datetime.now().astimezone()


class FakedDatetime(datetime):
    """A clock that was set to `start` when the process began, and goes on from there."""

    start = BEGAN

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> FakedDatetime:
        moment = cls.start + (datetime.now().astimezone() - BEGAN)
        return cls.fromisoformat(moment.astimezone(tz).isoformat())


if __name__ == "__main__":
    FakedDatetime.start = datetime.fromisoformat(sys.argv[1])
    setattr(newscrawler.now, "datetime", FakedDatetime)  # noqa: B010 a name that the module imports
    execute(["scrapy", *sys.argv[2:]])
