"""What must hold of the rows of an archive, as queries that count those of which it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold, told by queries."""

    name: str
    queries: dict[str, str]
    """What is wrong -> the query that counts where it is."""
    advice: str

    def broken(self, db: Connection) -> list[str]:
        """Return what is wrong, with numbers."""
        counted = ((words, db.value(query)) for words, query in self.queries.items())
        return [f"{count:,} {words}" for words, count in counted if count]


_OTHER_PROGRAM = "another program altered the rows: restore them from a backup"

RULES = (
    Rule(
        "articles",
        {
            "articles without a revision": """SELECT count(*) FROM articles
                WHERE id NOT IN (SELECT article_id FROM revisions)""",
            "articles whose words are not their newest revision": """SELECT count(*) FROM articles
                WHERE text_hash <> (SELECT text_hash FROM revisions WHERE article_id = articles.id
                    ORDER BY number DESC LIMIT 1)""",
            "articles without an address": "SELECT count(*) FROM articles WHERE url_key = '' OR url = ''",
            "articles last seen before they were first seen": """SELECT count(*) FROM articles
                WHERE last_seen_at < first_seen_at""",
            "articles that are gone without an absence": """SELECT count(*) FROM articles WHERE gone_at IS NOT NULL
                AND id NOT IN (SELECT article_id FROM absences WHERE back_at IS NULL)""",
        },
        _OTHER_PROGRAM,
    ),
    Rule(
        "revisions",
        {
            "articles whose revisions are not numbered 1, 2, 3 ...": """SELECT count(*) FROM (
                SELECT 1 FROM revisions GROUP BY article_id
                HAVING min(number) <> 1 OR max(number) <> count(*) OR count(DISTINCT number) <> count(*))""",
            "revisions older than the one before": """SELECT count(*) FROM revisions JOIN revisions AS before
                ON before.article_id = revisions.article_id AND before.number = revisions.number - 1
                WHERE revisions.seen_at < before.seen_at""",
            "revisions with the snapshot of another article": """SELECT count(*) FROM revisions
                JOIN snapshots ON snapshots.id = snapshot_id
                WHERE snapshots.article_id <> revisions.article_id""",
        },
        "a clock that was set back makes them; else another program altered the rows",
    ),
    Rule(
        "pages",
        {
            "pages leased by nobody": "SELECT count(*) FROM pages WHERE state = 'leased' AND leased_by IS NULL",
            "pages leased by a run that has ended": """SELECT count(*) FROM pages JOIN runs ON runs.id = leased_by
                WHERE state = 'leased' AND ended_at IS NOT NULL AND verdict <> 'crashed'""",
            "pages done without an outcome": "SELECT count(*) FROM pages WHERE state = 'done' AND outcome IS NULL",
            "pages of another site than their article": """SELECT count(*) FROM pages
                JOIN articles ON articles.id = article_id
                WHERE pages.site <> articles.site AND outcome IN ('new', 'changed')
                    AND pages.url_key = articles.url_key""",
            "forgotten pages that are due": """SELECT count(*) FROM pages
                WHERE forgotten_at IS NOT NULL AND next_visit_at IS NOT NULL""",
        },
        "the next crawl of the site frees what nobody holds; else restore the rows from a backup",
    ),
    Rule(
        "runs",
        {
            # A run counts what it leases, and an outcome for each; one that was killed has no outcome for what it held.
            "runs whose outcomes are not what they requested": """SELECT count(*) FROM runs
                WHERE ended_at IS NOT NULL AND verdict <> 'crashed' AND requested > 0
                    AND requested <> (SELECT coalesce(sum(count), 0) FROM run_outcomes WHERE run_id = runs.id)""",
            "runs whose reasons are not the links they dropped": """SELECT count(*) FROM runs
                WHERE (SELECT sum(count) FROM run_drops WHERE run_id = runs.id) > dropped""",
            "runs that ended before they began": "SELECT count(*) FROM runs WHERE ended_at < started_at",
            "runs that ended without a verdict": """SELECT count(*) FROM runs
                WHERE ended_at IS NOT NULL AND verdict IS NULL""",
        },
        "the counts of these runs cannot be trusted; their articles can",
    ),
)
