"""What an answer to the request for robots.txt means, and for how long (RFC 9309, 2.3.1 and 2.4)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newscrawler.crawling import reasons
from newscrawler.crawling.opt_outs import robots_opt_outs
from newscrawler.crawling.retry import RETRY_AFTER
from newscrawler.crawling.robots_text import RobotsText, decode_robots
from newscrawler.items import RobotsFile

if TYPE_CHECKING:
    from scrapy.http import Response

LONGEST_KEPT_SECONDS = 86400.0
"""RFC 9309, 2.4: what was read longer ago is not to be believed."""

AWAY_KEPT_SECONDS = 900.0
"""When a file that could not be read is asked for again."""

_TOO_MANY = 429
_SERVER_ERROR = 500
_REDIRECT = 300
"""From here on there is no file to read: "unavailable" (2.3.1.3), redirects that were not followed included."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says."""

    text: RobotsText | None = None
    """None allows everything."""
    objection: str = ""
    """Why the host is not to be asked now."""
    response: Response | None = None
    """The file itself, so that the frontier's visit of it needs no second fetch."""
    retry_after_seconds: float | None = None
    """For how long the host asked to be left alone, where that is the objection."""
    read_at: datetime = _LONG_AGO
    """When it was read; rules with an objection never were."""
    again_at: datetime = _NEVER
    """When it is to be read again."""

    def allow(self, url: str) -> bool:
        """Return True where the address may be fetched."""
        return self.text is None or self.text.allows(url)


def read_rules(response: Response, token: str) -> Rules:
    """Return the rules for a product token in an answer to the request for robots.txt.

    429 is no "unavailable" of RFC 9309 2.3.1.3 but a wish for rest, and is treated as 5xx.
    """
    if response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
        return Rules(objection=reasons.ROBOTS_UNREACHABLE, retry_after_seconds=response.meta.get(RETRY_AFTER))
    if response.status >= _REDIRECT:
        return Rules(response=response)
    return Rules(RobotsText.read(decode_robots(response.body), token), response=response)


def kept_rules(found: Rules, before: Rules | None, now: datetime, kept_seconds: float) -> Rules:
    """Return the rules that hold from now on, and until when.

    Where the file cannot be read today, what it said holds until it is a day old (RFC 9309, 2.4); then it is "not now".
    """
    if not found.objection:
        return replace(found, read_at=now, again_at=_later(now, min(kept_seconds, LONGEST_KEPT_SECONDS)))
    again_at = _later(now, min(kept_seconds, AWAY_KEPT_SECONDS))
    if before and not before.objection and now < _later(before.read_at, LONGEST_KEPT_SECONDS):
        return replace(before, again_at=min(again_at, _later(before.read_at, LONGEST_KEPT_SECONDS)))
    return replace(found, again_at=again_at)


def _later(moment: datetime, seconds: float) -> datetime:
    return moment + timedelta(seconds=seconds)


def robots_file(rules: Rules, site: str, host: str) -> RobotsFile:
    """Return what the archive keeps of rules that were read."""
    status = rules.response.status if rules.response else None
    if rules.text is None or rules.response is None:
        return RobotsFile(site=site, host=host, status=status, sha256="")
    text = decode_robots(rules.response.body)
    return RobotsFile(
        site=site,
        host=host,
        status=status,
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        crawl_delay_seconds=rules.text.crawl_delay_seconds,
        opt_outs=tuple(robots_opt_outs(text, rules.text, f"{host}/")),
    )
