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
        archive.search("words \"a phrase\" -not", site=None, since="2017-03-01", until=None, limit=20)  # -> list[Hit]
        archive.advise("wrods")                                        # near words, filters that hide what there is
        archive.article(12) or archive.article("https://...")          # -> dict with links, dates, revisions
        archive.articles(site=None, since=None, until=None, limit=None)   # -> iterator of dicts
        archive.stats(), archive.runs(site=None, limit=20), archive.run(3), archive.snapshot(12)
        archive.pending(site, run.id)     # {"new": 3, "due": 0, "leased": 2}
        archive.queue_counts(site)        # {"done": 20, "failed": 1 ...}
        archive.known_sources(site, working=True)                      # -> list[Page]
        archive.queue(site), archive.queued(site, state="failed")      # what is due, what waits, and why
        archive.condition(site), archive.damage()                      # how a site fares; what is wrong with the file
        archive.history.events(12), .version(12, 2), .edits(since=)  # what was edited, moved, deleted, restored
        len(archive), [article["title"] for article in archive]        # every article, newest first
        archive.rows(site=None, since=None, until=None, limit=None)    # the same as flat rows, for data frames
        archive.sql("select * from by_day")                            # -> list of dicts; reading alone
        archive.known_sites()                                          # -> list[KnownSite], longest ago first
        archive.snapshots(site=None, after_id=0)                       # -> iterator of KeptSnapshot, by id
        archive.snapshot_of_revision(12, 2)                            # -> KeptSnapshot

        archive.copies.of(12)             # -> list of dicts, the first printing first
        archive.copies.clusters(since="2026-03-01", limit=20)          # -> the texts that were printed most often

    with Archive("news.db") as archive:
        archive.copies.catch_up()         # compares what older archives hold; every run does some of it
        archive.retry(Retry(site, reason="timeout"))                   # due at once -> {"timeout": 3}
        archive.forget(url, with_article=False)                        # never fetched again -> Forgotten
        archive.upkeep.merge(path), archive.upkeep.vacuum()            # see `newscrawler.archive.upkeep`
        archive.saved_searches, archive.search_index               # searches kept by name; the index made again

`add_pages(..., at_once=True)` makes known pages due in this run: for what a user names. `Run.counts` is a `RunCounts`:
found, known, requested, fetched, sources, new, changed, unchanged, alias, and by reason dropped (links that were not
followed), skipped, failed, put_back.
"""

from __future__ import annotations

from newscrawler.archive.archive import Archive
from newscrawler.archive.by_day import Day
from newscrawler.archive.condition import ArticleState, PageState, SiteCondition
from newscrawler.archive.connections import Connections, Hold
from newscrawler.archive.exporting import Selected, Selection
from newscrawler.archive.frontier.asked import TRIED_AGAIN, Forgotten, Retry
from newscrawler.archive.frontier.due import RevisitPlan
from newscrawler.archive.frontier.queue import QUEUE_STATES
from newscrawler.archive.intake import Intake, Progress, Restored, Version
from newscrawler.archive.locks import SiteLock
from newscrawler.archive.queries import MARKS
from newscrawler.archive.runs import Run, RunCounts
from newscrawler.archive.saved_searches import SavedSearch
from newscrawler.archive.search import Hit
from newscrawler.archive.sites import KnownSite
from newscrawler.archive.snapshots import KeptSnapshot
from newscrawler.archive.suggestions import Advice
from newscrawler.archive.turns import Turns

__all__ = [
    "MARKS",
    "QUEUE_STATES",
    "TRIED_AGAIN",
    "Advice",
    "Archive",
    "ArticleState",
    "Connections",
    "Day",
    "Forgotten",
    "Hit",
    "Hold",
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
    "SavedSearch",
    "Selected",
    "Selection",
    "SiteCondition",
    "SiteLock",
    "Turns",
    "Version",
]
