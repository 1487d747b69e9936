"""What is worth telling somebody of a crawl: a site whose verdict has changed, and once a day one that is still bad.

A crawl an hour over a site that is down for a week is a message a day, not a hundred and sixty-eight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newscrawler.archive.moments import from_utc_text
from newscrawler.cli.process import INTERRUPTED, WORDS, worst
from newscrawler.errors import Locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from newscrawler.archive import Archive, Run, SiteCondition
    from newscrawler.cli.side_by_side import Came
    from newscrawler.crawling.finding import Finding

AGAIN = timedelta(days=1)
"""How often a site that stays as bad as it is is told of."""
NO_NEWS = frozenset({Locked.exit_status, INTERRUPTED})
"""Exit statuses that say nothing of a site."""
_LOOKED_AT = 50
_SITES_NAMED = 3


@dataclass(frozen=True, slots=True)
class SiteNews:
    """What is to be told of one site."""

    site: str
    exit_status: int
    line: str
    """Its verdict, or what else there is to say first."""
    findings: Sequence[Finding] = ()
    """What the doctor finds wrong."""

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        found = [finding.as_dict() for finding in self.findings]
        verdict = WORDS.get(self.exit_status, "crashed")
        return {"site": self.site, "verdict": verdict, "exit_status": self.exit_status, "line": self.line} | {
            "findings": found
        }

    @property
    def text(self) -> str:
        """What people read: the verdict, then what is wrong, since when, on which page, and what to do."""
        said = [line for finding in self.findings for line in _lines(finding)]
        return "\n".join([self.line, *said])


@dataclass(frozen=True, slots=True)
class Notice:
    """A message."""

    subject: str
    exit_status: int
    sites: Sequence[SiteNews]

    @property
    def text(self) -> str:
        """All sites, parted by an empty line."""
        return "\n\n".join(news.text for news in self.sites) + "\n"

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values; `text` is what chats show that take web hooks."""
        sites = [news.as_dict() for news in self.sites]
        text = f"{self.subject}\n\n{self.text}"
        return {"text": text, "subject": self.subject, "exit_status": self.exit_status, "sites": sites}


def notice_of(news: Sequence[SiteNews]) -> Notice:
    """Return the message that tells of some sites, the worst first."""
    status = worst([one.exit_status for one in news])
    ordered = sorted(news, key=lambda one: (one.exit_status == 0, one.site))
    bad = [one.site for one in ordered if one.exit_status]
    names = bad or [one.site for one in ordered]
    more = f" and {len(names) - _SITES_NAMED} more" if len(names) > _SITES_NAMED else ""
    what = WORDS.get(status, "crashed") if bad else "well again"
    return Notice(f"newscrawler: {', '.join(names[:_SITES_NAMED])}{more}: {what}", status, ordered)


def news_of(came: Came, archive: Archive | None, now: datetime) -> list[SiteNews]:
    """Return what is to be told of a crawl that has ended."""
    told = []
    for ended in came.ended:
        site = ended.crawl.site
        if ended.status in NO_NEWS:
            continue
        runs = archive.runs(site=site, limit=_LOOKED_AT) if archive is not None else []
        if ended.status == 0 and not _was_bad(runs):
            continue
        condition = archive.condition(site) if archive is not None and runs else None
        if _is_told_already(ended.status, runs, condition, now):
            continue
        line = ended.line if ended.status else f"{ended.line} (well again)"
        told.append(SiteNews(site, ended.status, line, _wrong(condition, now) if ended.status else ()))
    return told


def _said(runs: Iterable[Run]) -> list[Run]:
    return [run for run in runs if run.exit_status is not None and run.exit_status not in NO_NEWS]


def _was_bad(runs: Sequence[Run]) -> bool:
    return any(run.exit_status for run in _said(runs)[1:2])


def _is_told_already(status: int, runs: Sequence[Run], condition: SiteCondition | None, now: datetime) -> bool:
    """Return True where the run before ended the same, and the site has not been bad for another day since."""
    said = _said(runs)
    if status == 0 or len(said) < 2 or condition is None or condition.first_bad is None:  # noqa: PLR2004 this and the one before
        return False
    since, before = from_utc_text(condition.first_bad.started_at), from_utc_text(said[1].ended_at)
    if said[1].exit_status != status or since is None or before is None:
        return False
    return (now - since) // AGAIN == (before - since) // AGAIN


def _wrong(condition: SiteCondition | None, now: datetime) -> list[Finding]:
    from newscrawler.crawling.diagnosis import diagnose

    return [finding for finding in diagnose(condition, now) if finding.exit_status] if condition else []


def _lines(finding: Finding) -> list[str]:
    since = f"{finding.since[:16].replace('T', ' ')} UTC" if finding.since else ""
    facts = {"wrong": finding.what, "since": since, "page": finding.page, "reason": finding.reason}
    return [f"  {name:<8}{words}" for name, words in (facts | {"do": finding.advice}).items() if words]
