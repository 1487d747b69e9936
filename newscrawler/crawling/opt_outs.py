"""Reservations against AI training and text mining: recorded for whoever uses the archive, and never in a crawl's way.

Read are: the W3C's TDM Reservation Protocol (`tdm-reservation`, `tdm-policy`), `noai` and `noimageai`, Content-Usage
(IETF AIPREF, draft-ietf-aipref-attach), Content-Signal lines of robots.txt, and its groups for known AI crawlers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.crawling.directives import header_values
from newscrawler.items import OptOut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.crawling.directives import Directive, Headers, Meta
    from newscrawler.crawling.robots_text import RobotsText

AI_AGENTS = (
    *("AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ChatGPT-User", "Claude-Web"),
    *("ClaudeBot", "cohere-ai", "cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-CloudVertexBot"),
    *("Google-Extended", "GPTBot", "ImagesiftBot", "img2dataset", "meta-externalagent", "OAI-SearchBot", "omgilibot"),
    *("PanguBot", "PerplexityBot", "Timpibot", "YouBot"),
)
"""Product tokens of crawlers that gather for AI, as their owners publish them."""

MOST = 50
"""What is kept of one page or one robots.txt."""

_DIRECTIVES = frozenset({"noai", "noimageai"})
_LONGEST = 500
_RESERVED = "1"
_LINE = re.compile(
    r"^[ \t]*(Content-Signal|Content-Usage)[ \t]*:[ \t]*([^\r\n#]{0,2000})", re.IGNORECASE | re.MULTILINE
)
_REFUSAL = re.compile(r"([a-z][a-z0-9_-]*)[ \t]*=[ \t]*(no?)(?![\w-])", re.IGNORECASE)


def page_opt_outs(headers: Headers, meta: Meta, directives: Iterable[Directive]) -> list[OptOut]:
    """Return what a page reserves, in its headers and its meta elements, each once.

    >>> page_opt_outs([("tdm-reservation", "1"), ("content-usage", "train-ai=n, search=y")], {}, [])
    [OptOut(signal='tdm-reservation', place='header'), OptOut(signal='train-ai=n', place='header')]
    """
    headers = list(headers)
    found = reserved(header_values(headers, "tdm-reservation"), header_values(headers, "tdm-policy"), "header")
    found += reserved(meta.get("tdm-reservation", []), meta.get("tdm-policy", []), "meta")
    found += [OptOut(name, "robots directive") for _, name in directives if name in _DIRECTIVES]
    usage = ", ".join(header_values(headers, "content-usage"))
    found += [OptOut(refusal, "header") for refusal in _refusals(usage)]
    return list(dict.fromkeys(found))[:MOST]


def robots_opt_outs(text: str, rules: RobotsText, home: str) -> list[OptOut]:
    """Return what a robots.txt reserves, each once; `home` is the address of the host's front page."""
    shut_out = [name for name in AI_AGENTS if name.lower() in rules.named and not rules.allows(home, name)]
    found = [OptOut(name, "robots.txt") for name in shut_out]
    for field, value in _LINE.findall(text):
        # Content-Usage may begin with the path that it holds for.
        path = value.split()[0] if value.startswith("/") else ""
        suffix = f" {path[:_LONGEST]}" if path not in {"", "/"} else ""
        found += [OptOut(f"{refusal}{suffix}", f"robots.txt {field.title()}") for refusal in _refusals(value)]
    return list(dict.fromkeys(found))[:MOST]


def reserved(reservations: list[str], policies: list[str], place: str, *, suffix: str = "") -> list[OptOut]:
    """Return what the TDM Reservation Protocol's two words say at a place; `suffix` names the part of the site."""
    if _RESERVED not in (value.strip() for value in reservations):
        return []
    said = [f"tdm-policy {policy.strip()[:_LONGEST]}" for policy in policies if policy.strip()]
    return [OptOut(f"{signal}{suffix}", place) for signal in ("tdm-reservation", *said)]


def _refusals(value: str) -> list[str]:
    """Return what is refused in a list of preferences.

    >>> _refusals("search=yes, ai-train=no,ai-input = NO"), _refusals("train-ai=n;x=1, bots=none")
    (['ai-train=no', 'ai-input=no'], ['train-ai=n'])
    """
    return [f"{key.lower()}={word.lower()}" for key, word in _REFUSAL.findall(value)]
