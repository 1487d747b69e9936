"""`/.well-known/tdmrep.json`: what a host reserves against text and data mining for parts of its site.

W3C TDM Reservation Protocol, section 7.1 (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/): a
JSON array of rules, each with a `location` (a path pattern, as in robots.txt), `tdm-reservation` and `tdm-policy`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from newscrawler.crawling.opt_outs import MOST, reserved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler

    from newscrawler.items import OptOut

PATH = "/.well-known/tdmrep.json"
PLACE = "tdmrep.json"
"""How the archive calls the place where such a reservation stood."""

_OK = 200
_SERVER_ERROR = 500
_TOO_MANY = 429
_LONGEST = 512 * 1024
_LONGEST_LOCATION = 200
_WHOLE_SITE = frozenset({"", "/", "*", "/*"})


def read_tdm_file(body: bytes) -> list[OptOut]:
    """Return what the file reserves, each once; nothing of what is no rule.

    >>> read_tdm_file(b'[{"location": "/news/*", "tdm-reservation": 1}, {"location": "/", "tdm-reservation": 0}]')
    [OptOut(signal='tdm-reservation /news/*', place='tdmrep.json')]
    """
    try:
        rules = json.loads(body[:_LONGEST].decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return []
    rules = [rules] if isinstance(rules, dict) else rules if isinstance(rules, list) else []
    found = [opt_out for rule in rules[:MOST] if isinstance(rule, dict) for opt_out in _reserved_by(rule)]
    return list(dict.fromkeys(found))[:MOST]


def _reserved_by(rule: Mapping[str, Any]) -> list[OptOut]:
    location = str(rule.get("location", "")).strip()[:_LONGEST_LOCATION]
    suffix = "" if location in _WHOLE_SITE else f" {location}"
    said = rule.get("tdm-reservation")
    value = str(int(said)) if isinstance(said, bool | int) else str(said)
    return reserved([value], [str(rule.get("tdm-policy") or "")], PLACE, suffix=suffix)


async def fetch_tdm_file(crawler: Crawler, host: str, meta: Mapping[str, Any]) -> list[OptOut] | None:
    """Return what the file of a host reserves, nothing where there is none; None where the host cannot tell now."""
    if crawler.engine is None:
        return None
    request = Request(f"{host}{PATH}", meta={**meta, "dont_retry": True}, callback=NO_CALLBACK)
    try:
        response = await crawler.engine.download_async(request)
    except IgnoreRequest:  # refused by a guard, or led in circles: there is no file to read
        return []
    except Exception:  # noqa: BLE001 whatever went wrong, the pages are fetched all the same
        return None
    if response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
        return None
    return read_tdm_file(response.body) if response.status == _OK else []
