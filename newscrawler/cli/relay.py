"""What crawls say, line by line: each line whole, named by its site where several talk at once.

Figures of a crawl under way come among the lines of its log, as JSON after a record separator (RFC 7464).
"""

from __future__ import annotations

import json
import re
import sys
import threading
from typing import IO, TYPE_CHECKING

from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Hear = Callable[[str, Mapping[str, float]], None]

_turn = threading.Lock()
_STAMP = re.compile(r"[\d:, -]+ [A-Z]+ ")  # date, time and level, as LOG_FORMAT writes them


class Relay:
    """Passes the lines of one crawl on to stderr, but for the last one of its stdout: that is its verdict."""

    def __init__(self, site: str, hear: Hear | None = None, *, as_json: bool = False) -> None:
        """Name lines by `site`; as they are where it is empty. `hear` is told the figures of the crawl.

        With `as_json` each line is a JSON object: those that are none become the message of one.
        """
        self._site = site
        self._hear = hear
        self._as_json = as_json
        self.held = ""
        """The last line of stdout so far."""

    def read_log(self, pipe: IO[str]) -> None:
        """Pass on what comes, to the end."""
        from newscrawler.crawling.figures import MARK

        with pipe:
            for line in pipe:
                if line.startswith(MARK):
                    self._heard(line.removeprefix(MARK))
                else:
                    self._say(line.rstrip("\r\n"))

    def _say(self, line: str) -> None:
        if self._as_json:
            say(line if _is_object(line) else event_line("output", self._site, line))
        else:
            say(named_line(self._site, line))

    def _heard(self, text: str) -> None:
        """Pass figures on; a line that is cut, by the death of its crawl for instance, says nothing."""
        try:
            told = json.loads(text)
        except ValueError:
            return
        if self._hear is not None and isinstance(told, dict):
            self._hear(self._site, {name: value for name, value in told.items() if isinstance(value, int | float)})

    def read_verdict(self, pipe: IO[str]) -> None:
        """Keep the last line; pass on those before it."""
        with pipe:
            for line in pipe:
                if self.held:
                    self._say(self.held)
                self.held = line.rstrip("\r\n")


def event_line(event: str, site: str, message: str, level: str = "INFO", **facts: object) -> str:
    """Return an event as a line of JSON, in the form of a crawl's own log."""
    at = now_utc().isoformat(timespec="milliseconds")
    return json.dumps({"at": at, "level": level, "event": event, "site": site, "message": message} | facts)


def _is_object(line: str) -> bool:
    try:
        return line.startswith("{") and isinstance(json.loads(line), dict)
    except ValueError:
        return False


def say(line: str, *, on_stdout: bool = False) -> None:
    """Write a line to stderr, whole. One that nobody takes is lost: a crawl must not wait for its reader, or die."""
    stream = sys.stdout if on_stdout else sys.stderr
    with _turn:
        try:
            stream.write(f"{line}\n")
            stream.flush()
        except (OSError, ValueError):  # gone, or closed
            return


def named_line(site: str, line: str) -> str:
    """Return a log line that begins with its site, and names it once.

    >>> named_line("a.example", "2026-11-25 21:00:00 INFO a.example: 21 pages, new 15")
    'a.example: 2026-11-25 21:00:00 INFO 21 pages, new 15'
    >>> named_line("a.example", "a.example: worked; 25 fetched")
    'a.example: worked; 25 fetched'
    """
    name = f"{site}: "
    if not site or line.startswith(name):
        return line
    stamp = _STAMP.match(line)
    if stamp and line[stamp.end() :].startswith(name):
        line = stamp[0] + line[stamp.end() + len(name) :]
    return f"{name}{line}"
