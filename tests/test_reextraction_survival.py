"""Killed at any moment and run again, re-extraction leads to the archive that it leads to undisturbed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys

from newscrawler.archive import Archive
from tests.archive_visits import ALWAYS, Clock
from tests.reread_pages import WORDS, as_older, begin, crawled, dump, page

ARTICLES = 24
# Reads with one process, writes in small batches, says when each was committed.
READ_AGAIN = """
import sys
from newscrawler.archive import Archive
from newscrawler.archive.reextracting import Wanted
from newscrawler.reextraction import Rereading, SiteReading, Spool, apply, rereading
from tests.reread_pages import FACTS, SITE

if __name__ == "__main__":
    rereading.WRITTEN_TOGETHER = 3
    with Archive(sys.argv[1]) as archive, Spool(archive.path.parent) as spool:
        told = lambda *_: print("on", flush=True)
        Rereading(archive, Wanted(), {SITE: SiteReading(FACTS)}).read_all(spool.add, told, jobs=1)
        apply(archive, spool, told)
"""


def old_archive(path):
    """Store articles as an older extractor read them, each with an earlier revision, dated by a line alone."""
    clock = Clock()
    with Archive(path, now=clock) as archive:
        run = begin(archive)
        for number in range(ARTICLES):
            day = 3 + number % 20
            line = f"<p class='date'>{day} February 2026</p><p class='byline'>".encode()
            for words in (WORDS[:3], WORDS):
                body = page(number, words=words, published="").replace(b"<p class='byline'>", line)
                visit = as_older(crawled(number, body), published_at=None, dates=[], authors=[], section="Sport")
                archive.store(visit, run_id=run, plan=ALWAYS)
        archive.end_run(run, verdict="worked", exit_status=0)


def read_again(path, project, kill_after=None):
    """Run it in a group of its own; kill the group -9 after so many pages and batches. Return whether it ended."""
    command = [sys.executable, "-c", READ_AGAIN, path]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
        assert child.stdout is not None
        for said, _ in enumerate(child.stdout, 1):
            if said == kill_after:
                os.killpg(child.pid, signal.SIGKILL)
                break
    return child.returncode == 0


def test_killed_and_run_again_the_archive_is_the_same(tmp_path, project):
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    old_archive(whole)
    shutil.copy(whole, broken)
    before = dump(broken)
    assert read_again(whole, project)
    pages, batches = 2 * ARTICLES, ARTICLES // 3
    states = set()
    for kill_after in (pages // 2, pages + random.Random(4).randint(2, batches - 1)):
        assert not read_again(broken, project, kill_after)
        states.add(tuple(dump(broken)))
        with Archive(broken, read_only=True) as archive:
            assert archive.problems() == []
            torn = [one["id"] for one in archive.articles() if bool(one["authors"]) != bool(one["published_at"])]
            assert torn == []
    assert tuple(before) in states
    assert len(states) > 1, "nothing was written before a kill"
    assert read_again(broken, project)
    assert dump(broken) == dump(whole) != before
    assert sorted(file.name for file in tmp_path.iterdir() if file.suffix not in (".db", ".locks")) == []
