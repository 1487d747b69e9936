"""How many kept pages a second are read again, and in how much memory, with one process and with two.

    python benchmarks/reextract.py [--pages 10000] [--jobs 1,2] [--folder FOLDER] [--json]

Two archives of pages of a made-up newspaper (some 60 kB each) are made as an older extractor would have left them,
every fourth body with a menu in it: one of a fifth of the pages, one of all. `newscrawler reextract` reads both, with
Python's start and imports; beside it stands what one writes first, a loop that calls `extract_article` on the same
pages as files. The smaller archive is also written, and read once more, which must find nothing. Memory is the peak of
what is resident: of the process that asks, and of the largest that reads; it must not grow with the archive. Pages a
second are not comparable between machines; ratios are.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.made_up import newspaper
from newscrawler.archive import Archive
from newscrawler.items import Page, SiteFacts, Snapshot, Visit
from newscrawler.reextraction import SiteReading
from newscrawler.reextraction.reading import PageRead, PageReader, PageToRead
from tests.loopback import PROJECT

SITE = "made-up.example"
MENU = "World Nation Economy Science Culture Sport Weather Opinion Travel Health"
FETCHED_AT = "2026-03-01T12:00:00+00:00"
SAMPLED_SECONDS = 0.1
LONGEST_SECONDS = 7200


@dataclass(frozen=True, slots=True)
class Measured:
    """One way through the pages."""

    name: str
    pages: int
    seconds: float
    asking_bytes: int = 0
    """Peak of the process that asks, or of the loop."""
    reading_bytes: int = 0
    """Peak of the largest process that reads."""
    changed: int = 0
    """Articles of which a field was another."""

    @property
    def pages_a_second(self) -> float:
        return self.pages / self.seconds


def made_pages(count: int) -> list[tuple[str, bytes]]:
    """Return addresses and pages."""
    answers = newspaper(count).items()
    return [
        (f"https://{SITE}{path}", answer[2])
        for path, answer in answers
        if isinstance(answer, tuple) and "/news/" in path
    ]


def make_archive(path: Path, pages: list[tuple[str, bytes]]) -> None:
    """Store every page as it is read today, every fourth with a menu in its body."""
    facts = SiteFacts(domains=(SITE,))
    reader = PageReader({SITE: SiteReading(facts)})
    reader.prepare()
    with Archive(path) as archive:
        archive.register_site(facts, SITE, "news")
        run = archive.begin_run("news", SITE).id
        for number, (url, body) in enumerate(pages):
            archive.store(_visit(url, body, reader, is_spoiled=number % 4 == 0), run_id=run)
        archive.end_run(run, verdict="worked", exit_status=0)


def _visit(url: str, body: bytes, reader: PageReader, *, is_spoiled: bool) -> Visit:
    snapshot = Snapshot(url, 200, (("content-type", "text/html; charset=utf-8"),), body, FETCHED_AT)
    said = reader(PageToRead(SITE, snapshot))
    article = said.article if isinstance(said, PageRead) else None
    if article is not None and is_spoiled:
        article.body = f"{MENU}\n\n{article.body}"
    return Visit(page=Page(url, SITE), article=article, snapshot=snapshot, extractor_version="older")


def loop(folder: Path, pages: int) -> Measured:
    """Read the pages' files one after the other, in a process of its own."""
    statement = (
        "import sys, pathlib\nfrom newscrawler import extract_article\n"
        f"for number in range({pages}):\n"
        f"    file = pathlib.Path(sys.argv[1], f'{{number}}.html')\n"
        f"    extract_article(file.read_bytes(), f'https://{SITE}/news/{{number}}')\n"
    )
    return measure("loop of extract_article", pages, [sys.executable, "-c", statement, str(folder)])


def reextract(archive: Path, pages: int, jobs: int, *options: str) -> Measured:
    """Run the command on an archive."""
    command = [sys.executable, "-m", "newscrawler.cli", "reextract", "--archive", str(archive), "--json"]
    processes = "1 process" if jobs == 1 else f"{jobs} processes"
    name = " ".join(["reextract,", processes, *options])
    return measure(name, pages, [*command, "--jobs", str(jobs), *options])


def measure(name: str, pages: int, command: list[str]) -> Measured:
    """Run a command to its end; see from time to time how much memory it and its children have taken at most."""
    asking = reading = 0
    began = time.monotonic()
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, cwd=PROJECT, stdout=said) as process:
        while process.poll() is None and time.monotonic() - began < LONGEST_SECONDS:
            asking = max(asking, peak_bytes(process.pid))
            reading = max([reading, *map(peak_bytes, children(process.pid))])
            time.sleep(SAMPLED_SECONDS)
        seconds = time.monotonic() - began
        said.seek(0)
        told = said.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    changed = json.loads(told)["changed"] if told else 0
    return Measured(name, pages, seconds, asking, reading, changed)


def peak_bytes(process: int) -> int:
    """Return the most memory that a process has had resident, 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) * 1024 if lines else 0


def children(process: int) -> list[int]:
    """Return the processes that it has begun."""
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def measured(folder: Path, count: int, jobs: list[int]) -> list[Measured]:
    """Return all measurements, of a fifth of the pages and of all."""
    few, files = count // 5, folder / "files"
    files.mkdir()
    for size in (few, count):
        make_archive(folder / f"{size}.db", made_pages(size))
    for number, (_, body) in enumerate(made_pages(few)):
        (files / f"{number}.html").write_bytes(body)
    small = folder / f"{few}.db"
    found = [loop(files, few), *(reextract(small, few, one) for one in jobs)]
    found += [reextract(folder / f"{count}.db", count, one) for one in jobs]
    return [*found, reextract(small, few, jobs[-1], "--apply"), reextract(small, few, jobs[-1])]


def print_table(found: list[Measured]) -> None:
    """Print the measurements, each beside the loop."""
    print(f"{'':<34}{'pages':>7}{'pages/s':>9}{'x loop':>8}{'asking MB':>11}{'reading MB':>12}{'changed':>9}")
    for one in found:
        ratio = one.pages_a_second / found[0].pages_a_second
        memory = f"{one.asking_bytes / 1e6:>11.0f}{one.reading_bytes / 1e6:>12.0f}"
        print(f"{one.name:<34}{one.pages:>7}{one.pages_a_second:>9.1f}{ratio:>8.2f}{memory}{one.changed:>9}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--jobs", default="1,2", help="numbers of processes, with commas")
    options.add_argument("--folder", type=Path, help="where the archive lies while it lasts")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        found = measured(Path(folder), given.pages, [int(one) for one in given.jobs.split(",")])
    if given.json:
        print(json.dumps([asdict(one) | {"pages_a_second": one.pages_a_second} for one in found]))
    else:
        print_table(found)


if __name__ == "__main__":
    main()
