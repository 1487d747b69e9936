"""What the exchange's tests take out and put in: an archive with awkward articles, and a run of a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main
from tests.archive_visits import SITE, Clock, rich_article, visit

if TYPE_CHECKING:
    from pathlib import Path

FORMULA = '=HYPERLINK("http://evil.example";"click")'
SCRIPT = "<script>alert(1)</script> & [x](javascript:alert(1)) *bold* `code`"
ARABIC = "افتتاح سوق السمك: الجديد / على الرصيف؟"


def make_archive(path: Path) -> Path:
    """Make an archive of three articles: one has two revisions, and one is nasty in every field."""
    clock = Clock()
    with Archive(path, now=clock) as archive:
        run = archive.begin_run("daily", SITE)
        archive.store(visit(article=rich_article()), run_id=run.id)
        archive.store(visit("news/2", title=FORMULA, lead=SCRIPT, language="en", section="Port"), run_id=run.id)
        archive.store(
            visit("news/3", title=ARABIC, body=f"{ARABIC} " * 3, language="ar", authors=["هناء"]), run_id=run.id
        )
        clock.move(3600)
        changed = visit(article=rich_article())
        assert changed.article is not None
        changed.article.body += "\n\nCorrected: three cranes."
        archive.store(changed, run_id=run.id)
        archive.end_run(run.id, verdict="worked", exit_status=0)
    return path


def run(*words: object, status: int = 0) -> str:
    """Run a command; return what it printed on stdout."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == status, result.output
    return result.stdout


def exported(archive: Path, *words: object) -> list[dict[str, Any]]:
    """Return the articles of an archive as JSON Lines give them."""
    return [json.loads(line) for line in run("export", "--archive", archive, *words).splitlines()]


_STOPPED = """
import os, signal, sys
from newscrawler.cli import main
from newscrawler.exchange import importing, reading_ahead
reading_ahead.BATCH_RECORDS = 20
store, seen = importing.Import._store_one, []
def stopped(self, prepared):
    seen.append(1)
    if len(seen) == 50:
        print(*self._ahead.process_ids, flush=True)
        {stop}
    store(self, prepared)
importing.Import._store_one = stopped
main(sys.argv[1:])
"""


def import_until_stopped(stop: str, *words: object, cwd: Path, project: Path) -> subprocess.CompletedProcess[str]:
    """Import in a process that stops itself by a statement at its fiftieth record: forty of them are kept.

    It prints the numbers of the processes that read.
    """
    return subprocess.run(
        [sys.executable, "-c", _STOPPED.format(stop=stop), "import", *map(str, words)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(project)},
        start_new_session=True,
        capture_output=True,
        text=True,
        check=False,
    )
