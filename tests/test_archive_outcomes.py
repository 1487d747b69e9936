"""No address is ever without an outcome, whatever is visited, put back, killed, retried and forgotten, in any order."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, Retry
from newscrawler.items import Outcome, PageKind, Visit
from tests.archive_visits import SITE, Clock, address, failure, found, lease, snapshot, visit

PATHS = [f"news/{number}" for number in range(6)]
STATES = {"new", "done", "moved", "skipped", "failed", "gone", "set aside", "forgotten"}


def good(page):
    if page.kind is PageKind.FEED:
        return Visit(page=page, snapshot=snapshot(page.url), links=found(*PATHS))
    return visit(page.url.removeprefix(address("")), page=page)


def moved(page):
    seen = good(page)
    if seen.article is not None:
        seen.snapshot = snapshot(page.url + "/moved")
    return seen


ANSWERS = {
    "good": good,
    "moved": moved,
    "not modified": lambda page: Visit(page=page, snapshot=snapshot(page.url, b"", 304)),
    "gone": lambda page: failure(page, "gone 404", 404),
    "down": failure,
    "timeout": lambda page: Visit(page=page, outcome=Outcome.FAILED, reason="timeout"),
    "broken": lambda page: Visit(page=page, outcome=Outcome.FAILED, reason="crashed: KeyError"),
    "index": lambda page: Visit(page=page, outcome=Outcome.SKIPPED, reason="not an article"),
    "busy": lambda page: Visit(page=page, outcome=Outcome.PUT_BACK, reason="asked to wait", retry_after_seconds=60),
}
STEPS = st.sampled_from([*ANSWERS, "forget", "retry"])
ENDS = st.sampled_from(["finished", "cut off", "killed"])
RUNS = st.lists(st.tuples(st.lists(STEPS, max_size=6), ENDS, st.integers(0, 10**6)), min_size=1, max_size=5)


def crawl(archive, steps, end):
    """Run once; return the run's number."""
    lock = archive.lock(SITE)
    run = archive.begin_run("daily", SITE).id
    archive.add_pages(SITE, found("feed", kind=PageKind.FEED))
    out = []
    for step in steps:
        out += lease(archive, run, 2)
        if step == "forget":
            archive.forget(address(PATHS[len(out)]))
        elif step == "retry":
            archive.retry(Retry())
        elif out:
            archive.store(ANSWERS[step](out.pop()), run_id=run)
    if end == "cut off":
        archive.put_back([page.id for page in out], "interrupted")
    if end != "killed":
        archive.vanish(run)
        archive.end_run(run, verdict="worked", exit_status=0)
    archive._run_id = None
    lock.release()
    return run


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RUNS)
def test_no_address_is_without_an_outcome(runs):
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "news.db", now=clock) as archive:
        archive._db._sql.execute("PRAGMA synchronous = OFF")
        forgotten = set()
        for steps, end, pause in runs:
            run = crawl(archive, steps, end)
            archive.lock(SITE).release()  # as the next run begins: what a killed one held is free
            counts = next(past.counts for past in archive.runs() if past.id == run)
            held = 0 if end != "killed" else counts.requested - counts.fetched
            assert counts.requested - held == counts.fetched
            assert held >= 0
            forgotten |= check(archive)
            clock.move(pause)
        pages = {page["url"]: page["state"] for page in archive.queued(SITE, limit=None)}
        assert {pages[url] for url in forgotten} <= {"forgotten"}
        assert archive.problems() == []


def check(archive):
    """Look at every page between two runs; return the forgotten ones."""
    forgotten = set()
    for page in archive.queued(SITE, limit=None):
        assert page["state"] in STATES
        if page["state"] == "forgotten":
            forgotten.add(page["url"])
        assert page["outcome"] or page["visits"] == 0
        if page["state"] in {"skipped", "failed", "gone", "set aside", "forgotten", "moved"}:
            assert page["reason"]
        if page["state"] in {"set aside", "forgotten", "moved"}:
            assert page["next_visit_at"] is None or page["state"] == "moved"
        if page["state"] == "failed" and page["attempts"] < 8:
            assert page["next_visit_at"] is not None
        assert page["kind"] == "article" or page["next_visit_at"] or page["state"] in {"new", "set aside"}
    return forgotten
