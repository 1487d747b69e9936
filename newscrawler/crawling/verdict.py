"""What a run comes to: one word, one exit status, one line.

| status | verdict | when |
|---|---|---|
| 0 | worked | it worked; also when nothing was new or due, as long as that is usual here |
| 1 | crashed | the run itself broke off, or nothing worked and a step of ours raised |
| 2 | usage | an argument that cannot be taken (no run was begun) |
| 10 | nothing new | no new article, where the last runs always brought some |
| 20 | degraded | a good share failed, or many articles lack a title or a body, or nothing worked |
| 30 | blocked | nothing worked, and robots.txt or 401, 403, 429 stood in the way of most pages |
| 40 | network down | nothing could be reached: refused, host not found, timeouts |
| 50 | disk full | the archive could not grow |
| 75 | locked | another run holds the site (no run was begun) |
| 130 | interrupted | Ctrl-C, SIGTERM, SIGHUP, or the process that started it is gone; what was leased is put back |

A run for which nothing was due, because what failed before waits for its next try, is still what the last run was:
a site that is down does not work again by being left alone.

130 is what a shell reports for a process that Ctrl-C ended: an interrupted run neither failed nor worked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.crawling.reasons import INTERRUPTED, Bearing, bearing
from newscrawler.items import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.crawling.tally import Tally

SHARE_FAILED = 0.25
"""Failed visits among all, from which on a run is degraded; single dead links are everyday."""

SHARE_INCOMPLETE = 0.5
"""Articles without title or body among all read."""

RUNS_TO_BE_USUAL = 5
"""So many runs in a row brought something new: then a run that brings nothing says something."""

STATUSES = {
    "worked": 0,
    "crashed": 1,
    "usage": 2,
    "nothing new": 10,
    "degraded": 20,
    "blocked": 30,
    "network down": 40,
    "disk full": 50,
    "locked": 75,
    "interrupted": 130,
}

TIME_IS_UP = "time is up"
"""The reason of a run that worked as long as it was allowed to; what waits stays for the next one."""

STILL = "still: "
"""What stands before the last run's reason where nothing was due since."""

_OURS = (TIME_IS_UP, INTERRUPTED)
"""Reasons for which pages are put back that are no fault of the site."""

_LASTING = frozenset({"degraded", "blocked", "network down"})
_REASONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """The end of a run."""

    word: str
    reason: str
    line: str

    @property
    def exit_status(self) -> int:
        """What the command ends with."""
        return STATUSES[self.word]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended, apart from its pages."""

    broke_off: str = ""
    """`crashed`, `disk full`, `interrupted`, `locked`, `usage`; empty where it ran to its end."""
    reason: str = ""
    """Why; where nothing broke it off, the limit that ended it."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a site from before."""

    new_articles: Sequence[int] = ()
    """New articles of its last runs, the latest first."""
    is_barren: bool = False
    """The archive has no article of the site, after this run neither."""
    last: tuple[str, str] = ("", "")
    """Verdict and reason of its last run."""


def judge(site: str, tally: Tally, ending: Ending = Ending(), past: Past = Past()) -> Verdict:
    """Return the verdict on a run."""
    word, reason = _word(tally, ending, past)
    return Verdict(word, reason, _line(site, word, reason, tally))


def _word(tally: Tally, ending: Ending, past: Past) -> tuple[str, str]:
    if ending.broke_off:
        return ending.broke_off, ending.reason
    # Cut by a limit: what it did not see says nothing about the site.
    rest = ("worked", ending.reason) if ending.reason else _rest(tally, past)
    return _nothing_worked(tally) or _failures(tally) or rest


def _failures(tally: Tally) -> tuple[str, str] | None:
    if failed := tally.outcomes[Outcome.FAILED]:
        share = failed / tally.visits
        if share >= SHARE_FAILED or any(bearing(reason) is Bearing.CRASHED for reason in tally.failed):
            return "degraded", f"{failed} of {tally.visits} failed: {most_common(tally.failed)}"
    if tally.articles and tally.incomplete_articles / tally.articles >= SHARE_INCOMPLETE:
        return "degraded", f"{tally.incomplete_articles} of {tally.articles} articles without title or body"
    return None


def _rest(tally: Tally, past: Past) -> tuple[str, str]:
    if tally.visits and past.is_barren:
        return "degraded", "not one article found on this site so far"
    word, reason = past.last
    if not tally.visits and word in _LASTING:
        return word, f"{STILL}{reason.removeprefix(STILL)}"
    if _is_silent(tally, past.new_articles):
        return "nothing new", f"the last {RUNS_TO_BE_USUAL} runs all brought new articles"
    return "worked", "" if tally.visits else "nothing was due"


def _nothing_worked(tally: Tally) -> tuple[str, str] | None:
    stood_in_the_way = tally.failed + tally.put_back + tally.skipped
    for reason in _OURS:
        del stood_in_the_way[reason]
    if tally.worked or not stood_in_the_way:
        return None
    bearings: Counter[Bearing] = Counter()
    for reason, visits in stood_in_the_way.items():
        bearings[bearing(reason)] += visits
    said = most_common(stood_in_the_way)
    if bearings[Bearing.CRASHED]:
        return "crashed", said
    if bearings[Bearing.BLOCKED] * 2 >= bearings.total():
        return "blocked", said
    if bearings[Bearing.NETWORK] + bearings[Bearing.BLOCKED] == bearings.total():
        return "network down", said
    return "degraded", f"nothing could be read: {said}"


def _is_silent(tally: Tally, new_before: Sequence[int]) -> bool:
    recent = new_before[:RUNS_TO_BE_USUAL]
    usual = len(recent) == RUNS_TO_BE_USUAL and all(recent)
    return bool(usual and tally.visits and not tally.new_articles)


def most_common(reasons: Counter[str]) -> str:
    """Return the commonest reasons with their numbers.

    >>> most_common(Counter({"gone 404": 2, "timeout": 5}))
    '5 timeout, 2 gone 404'
    """
    shown = [f"{visits} {reason}" for reason, visits in reasons.most_common(_REASONS_SHOWN)]
    return ", ".join(shown) + (", ..." if len(reasons) > _REASONS_SHOWN else "")


def _line(site: str, word: str, reason: str, tally: Tally) -> str:
    copies = tally.outcomes[Outcome.ALIAS]
    counts = {
        "fetched": tally.visits,
        "new": tally.new_articles,
        "changed": tally.changed_articles,
        "duplicate" if copies == 1 else "duplicates": copies,
        "skipped": tally.outcomes[Outcome.SKIPPED],
        "failed": tally.outcomes[Outcome.FAILED],
        "put back": tally.outcomes[Outcome.PUT_BACK],
    }
    said = ", ".join(f"{number} {name}" for name, number in counts.items() if number or name in {"fetched", "new"})
    return f"{site}: {word}{f' ({reason})' if reason else ''}; {said}"
