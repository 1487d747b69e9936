"""A year of one simulated site whose articles are edited: every edit that visits could see, and what the archive says.

    python -m benchmarks.edits [--days 365] [--a-day 2] [--json]

The crawl is ours but for the network, in simulated time (see `benchmarks.newsroom`), with the real reader and archive.
*Made* counts, between two visits of an article, the kinds of edits that happened; *found* those that the archive tells
of the second visit; *invented* what it tells and nobody did. For what is no edit, *made* counts the pairs of visits
between which it happened and no word changed, *invented* the revisions that the archive made of them.
"""

from __future__ import annotations

import argparse
import json
import logging
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.edited_site import NOISE, OTHER_KINDS, WORDS_KINDS, EditedSite, Item
from benchmarks.newsroom import BEGIN, Crawl, simulate_time
from newscrawler.archive.moments import utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EVERY = timedelta(hours=12)
REVISITS = "3600,21600,86400,259200,604800,1209600,2592000,5184000,10368000"
"""Seconds after which an article is visited again: more often than usual, so that late edits and redesigns are seen."""
TELLS: dict[str, tuple[str, ...]] = {
    "typo": ("paragraphs_reworded",),
    "paragraph reworded": ("paragraphs_reworded",),
    "paragraph added": ("paragraphs_added",),
    "paragraph removed": ("paragraphs_removed",),
    "paragraph moved": ("paragraphs_moved",),
    "title changed": ("title_changed",),
    "lead changed": ("lead_changed", "paragraphs_reworded"),
    "correction notice": ("notice",),
}
"""Kind of edit -> the columns of `revisions` one of which tells it. A lead in the text is a paragraph too."""
ALSO = {"correction notice": {"paragraphs_added"}}
"""What else it changes."""
INVENTS = {
    "title_changed": "title changed",
    "lead_changed": "lead changed",
    "paragraphs_added": "paragraph added",
    "paragraphs_removed": "paragraph removed",
    "paragraphs_reworded": "paragraph reworded",
    "paragraphs_moved": "paragraph moved",
    "notice": "correction notice",
}
"""Column -> the kind that it claims."""


class Account:
    """Made, found and invented, by kind."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.invented: Counter[str] = Counter()

    def compare_words(self, kinds: list[str], told: Mapping[str, Any] | None) -> None:
        """Count the kinds of edits between two visits, and what a revision tells of them."""
        made = set(kinds)
        columns = {column for column in INVENTS if told and told[column]}
        for kind in made:
            self.made[kind] += 1
            self.found[kind] += any(column in columns for column in TELLS[kind])
        if made and len(kinds) == 1:  # several edits may undo each other, in parts
            (kind,) = made
            for column in columns - {*TELLS[kind], *ALSO.get(kind, ())}:
                self.invented[INVENTS[column]] += 1

    def compare(self, kind: str, *, made: bool, told: bool) -> None:
        """Count an event that happened, was told, or both."""
        self.made[kind] += made
        self.found[kind] += made and told
        self.invented[kind] += told and not made

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each kind."""
        edits = [
            {"kind": kind, "made": self.made[kind], "found": self.found[kind], "invented": self.invented[kind]}
            for kind in (*WORDS_KINDS, "revision", *OTHER_KINDS)
        ]
        noise = [
            {"kind": kind, "made": self.made[kind], "found": None, "invented": self.invented[kind]} for kind in NOISE
        ]
        return edits + noise


def simulate(site: EditedSite, path: Path) -> Account:
    """Crawl the whole span; return the account."""
    simulate_time()
    crawl, moment = Crawl(site, path), site.begin + EVERY  # type: ignore[arg-type]  # it asks for answers alone
    crawl.settings.set("NEWSCRAWLER_REVISIT_SECONDS", REVISITS, priority="cmdline")
    while moment < site.end:
        crawl.run(moment)
        moment += EVERY
    return account(site, path)


def account(site: EditedSite, path: Path) -> Account:
    """Return what was made beside what the archive tells."""
    told, visits = Told(path), defaultdict(list)
    for moment, item, status in site.served:
        visits[item.number].append((moment, item, status))
    found = Account()
    for answers in visits.values():
        item = answers[0][1]
        good = [moment for moment, _, status in answers if status == 200]
        for before, after in pairwise(good):
            _compare_visits(site, item, (before, after), told, found)
        for moment, kind in _comings(answers):
            found.compare(kind, made=True, told=told.take(item, kind, moment))
    for kind, left in told.left().items():
        found.invented[kind] += left
    return found


def _compare_visits(site: EditedSite, item: Item, span: tuple[datetime, datetime], told: Told, found: Account) -> None:
    before, after = span
    kinds = [kind for since, kind, _ in item.versions if before < since <= after and kind]
    words = [kind for kind in kinds if kind != "date moved"]
    has_changed = item.text(before).published != item.text(after).published
    revision = told.revisions.pop((item.path, utc_text(after)), None)
    found.compare("revision", made=bool(words), told=revision is not None)
    found.compare("date moved", made=has_changed, told=told.take(item, "date moved", after))
    if words:
        found.compare_words(words, revision)
        return
    for noise in NOISE if site.template(before) != site.template(after) else NOISE[:-1]:
        found.compare(noise, made=True, told=False)
        found.invented[noise] += revision is not None


def _comings(answers: list[tuple[datetime, Item, int]]) -> Iterator[tuple[datetime, str]]:
    """Yield when a visit met the article deleted, and when restored."""
    was_up = False
    was_known = False
    for moment, _, status in answers:
        is_up = status == 200
        if was_known and is_up != was_up:
            yield moment, "restored" if is_up else "deleted"
        was_up, was_known = is_up, was_known or is_up


class Told:
    """What the archive tells, taken out piece by piece."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as archive:
            archive.row_factory = sqlite3.Row
            paths = {
                row["id"]: row["url"].partition(".example")[2] for row in archive.execute("SELECT * FROM articles")
            }
            edits = archive.execute("SELECT * FROM revisions WHERE kind <> 'first seen'")
            self.revisions = {(paths[row["article_id"]], row["seen_at"]): dict(row) for row in edits}
            events = archive.execute("SELECT * FROM history WHERE event IN ('date moved', 'deleted', 'restored')")
            self._events = Counter((paths[row["article_id"]], row["event"], row["happened_at"]) for row in events)

    def take(self, item: Item, kind: str, moment: datetime) -> bool:
        """Return whether that is told of that moment."""
        key = (item.path, kind, utc_text(moment))
        is_told = self._events[key] > 0
        self._events[key] -= is_told
        return is_told

    def left(self) -> Counter[str]:
        """Return kind -> what is told and was not taken."""
        left = Counter({"revision": len(self.revisions)})
        for (_, kind, _), count in self._events.items():
            left[kind] += count
        return left


def table(rows: list[dict[str, Any]]) -> str:
    """Return the account as lines of text."""
    lines = [f"{'kind':20}{'made':>8}{'found':>8}{'invented':>10}"]
    for row in rows:
        shown = "-" if row["found"] is None else row["found"]
        lines.append(f"{row['kind']:20}{row['made']:>8}{shown:>8}{row['invented']:>10}")
    return "\n".join(lines)


def main() -> None:
    """Simulate and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--a-day", type=int, default=2, help="articles published a day (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    site = EditedSite(BEGIN, chosen.days, a_day=chosen.a_day, seed=chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        rows = simulate(site, Path(folder) / "edits.db").rows()
    sys.stdout.write((json.dumps(rows, indent=2) if chosen.json else table(rows)) + "\n")


if __name__ == "__main__":
    main()
