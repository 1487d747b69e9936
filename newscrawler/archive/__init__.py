"""The archive: one SQLite file that is record, frontier and search index; the only room that speaks SQL.

    with Archive("news.db") as archive:
        with archive.lock(site):                                       # raises Locked; closes runs that died
            archive.register_site(facts, site, spider)
            run = archive.begin_run(spider, site)                      # -> Run, .id
            archive.add_pages(site, [Discovered(url, PageKind.FEED)])  # -> how many were new
            for page in archive.lease(run.id, site, 16, lease_seconds=600):
                visit = Visit(page=page, article=..., snapshot=..., links=[...])  # outcome None, or SKIPPED, FAILED
                visit.outcome, visit.article_id = archive.identify(visit)
                archive.store(visit, run_id=run.id, plan=RevisitPlan(...))    # one transaction, counts included
            archive.put_back(page_ids, "stopped")                      # leased, never fetched
            archive.vanish(run.id)                                     # still leased at a finished close -> failed
            archive.end_run(run.id, verdict="worked", exit_status=0, reason="", line="...")  # -> Run with .counts

    with Archive("news.db", read_only=True) as archive:
        archive.search("words \"a phrase\"", site=None, since="2017-03-01", until=None, limit=20)  # -> list[Hit]
        archive.article(12) or archive.article("https://...")          # -> dict with links, dates, revisions
        archive.articles(site=None, since=None, until=None, limit=None)   # -> iterator of dicts
        archive.stats(), archive.runs(site=None, limit=20), archive.run(3), archive.snapshot(12)
        archive.pending(site, run.id)     # {"new": 3, "due": 0, "leased": 2}
        archive.queue_counts(site)        # {"done": 20, "failed": 1 ...}
        archive.known_sources(site, working=True)                      # -> list[Page]
        archive.queue(site), archive.queued(site, state="failed")      # what is due, what waits, and why
        archive.condition(site), archive.damage()                      # how a site fares; what is wrong with the file
        archive.known_sites()                                          # -> list[KnownSite], longest ago first
        archive.snapshots(site=None, after_id=0)                       # -> iterator of KeptSnapshot, by id
        archive.snapshot_of_revision(12, 2)                            # -> KeptSnapshot

    with Archive("news.db") as archive:
        archive.retry(Retry(site, reason="timeout"))                   # due at once -> {"timeout": 3}
        archive.forget(url, with_article=False)                        # never fetched again -> Forgotten

`add_pages(..., at_once=True)` makes known pages due in this run: for what a user names. `Run.counts` is a `RunCounts`:
found, known, requested, fetched, sources, new, changed, unchanged, alias, and by reason dropped (links that were not
followed), skipped, failed, put_back.
"""

from __future__ import annotations

from newscrawler.archive.archive import MARKS, Archive
from newscrawler.archive.condition import ArticleState, PageState, SiteCondition
from newscrawler.archive.exporting import Selected, Selection
from newscrawler.archive.frontier.asked import TRIED_AGAIN, Forgotten, Retry
from newscrawler.archive.frontier.due import RevisitPlan
from newscrawler.archive.frontier.queue import QUEUE_STATES
from newscrawler.archive.intake import Intake, Progress, Restored, Version
from newscrawler.archive.locks import SiteLock
from newscrawler.archive.runs import Run, RunCounts
from newscrawler.archive.search import Hit
from newscrawler.archive.sites import KnownSite
from newscrawler.archive.snapshots import KeptSnapshot
from newscrawler.archive.turns import Turns

__all__ = [
    "MARKS",
    "QUEUE_STATES",
    "TRIED_AGAIN",
    "Archive",
    "ArticleState",
    "Forgotten",
    "Hit",
    "Intake",
    "KeptSnapshot",
    "KnownSite",
    "PageState",
    "Progress",
    "Restored",
    "Retry",
    "RevisitPlan",
    "Run",
    "RunCounts",
    "Selected",
    "Selection",
    "SiteCondition",
    "SiteLock",
    "Turns",
    "Version",
]
