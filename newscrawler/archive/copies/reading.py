"""What is known of copies, as plain dicts."""

# ruff: noqa: S608 - names of columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newscrawler.archive.copies import linking
from newscrawler.archive.copies.choosing import Choice
from newscrawler.archive.copies.clusters import cluster_of
from newscrawler.archive.copies.firsts import firsts, printing
from newscrawler.text import agency_of, fold
from newscrawler.text.differences import differences, summary
from newscrawler.text.resemblance import likeness, wording

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

_SHOWN = (
    "id", "site", "url", "title", "published_at", "published_precision", "published_utc", "first_seen_at",
    "origin_line",
)  # fmt: skip
_MEMBERS = f"""SELECT {", ".join(f"articles.{name}" for name in _SHOWN)}
FROM copy_clusters JOIN articles ON articles.id = copy_clusters.article_id
WHERE cluster_id = :cluster
ORDER BY articles.id = :asked DESC, coalesce(published_utc, first_seen_at), articles.id LIMIT :most"""
_LINES = """SELECT origin_line FROM copy_clusters JOIN articles ON articles.id = copy_clusters.article_id
WHERE cluster_id = ? AND origin_line IS NOT NULL ORDER BY articles.id LIMIT 100"""
# Clusters are chosen by their newest printing, so that --since asks what was copied lately.
_CLUSTERS = """SELECT cluster_id AS cluster, count(*) AS articles, count(DISTINCT site) AS sites,
    min(coalesce(published_utc, first_seen_at)) AS first_at, max(coalesce(published_utc, first_seen_at)) AS last_at
FROM copy_clusters JOIN articles ON articles.id = copy_clusters.article_id
GROUP BY cluster_id
HAVING count(*) > 1
    AND (:site IS NULL OR sum(site = :site) > 0)
    AND (:since IS NULL OR last_at >= :since)
    AND (:until IS NULL OR substr(first_at, 1, 10) <= :until)
ORDER BY articles DESC, last_at DESC, cluster LIMIT :limit"""
_COUNTS = """SELECT count(*) AS articles, count(DISTINCT site) AS sites
FROM copy_clusters JOIN articles ON articles.id = copy_clusters.article_id WHERE cluster_id = ?"""
MOST_READ = 5000
"""Printings of one text among which the first is looked for."""


class Copies:
    """The copies of an archive: what `Archive.copies` gives."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(
        self,
        article_id: int,
        *,
        site: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """Return the article's printings, itself included, the first first; empty where it has no copies.

        Each says whether it `is_first` (None where several may be), by which moment, whether it `is_same_site` as the
        first, its `agency`, and how much it shares with the first: `resemblance`, `of_first` and `of_this` (of the runs
        of three words), `kind` and `changes`. `site`, the days `since` and `until`, and `limit` choose among them; the
        first and the article are always there.
        """
        choice = Choice(site=site, since=since, until=until, limit=limit)
        rows = self._members(cluster_of(self._db, article_id), article_id)
        if len(rows) < 2:  # noqa: PLR2004 - one alone is no copy: the other was deleted
            return []
        moments = {row["id"]: printing(row) for row in rows}
        is_first = firsts(list(moments.values()))
        rows.sort(key=lambda row: moments[row["id"]].order)
        first = self._with_text(rows[0])
        return [
            {name: row[name] for name in _SHOWN}
            | {"is_first": is_first[row["id"]], "is_same_site": row["site"] == first["site"]}
            | {"moment_from": moments[row["id"]].moment_from}
            | {"agency": agency_of(row["origin_line"]), **compared(first, self._with_text(row))}
            for row in choice.of(rows, article_id)
        ]

    def _members(self, cluster: int | None, asked: int) -> list[dict[str, Any]]:
        told = {"cluster": cluster, "asked": asked, "most": MOST_READ}
        return [dict(row) for row in self._db.rows(_MEMBERS, told)]

    def _with_text(self, row: dict[str, Any]) -> dict[str, Any]:
        return row | dict(self._db.rows("SELECT lead, body FROM articles WHERE id = ?", (row["id"],))[0])

    def clusters(
        self,
        *,
        site: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = 20,
    ) -> list[dict[str, Any]]:
        """Return texts that were printed several times, the most often printed first, each with its first printing.

        A text is of a time when one of its printings is of `since` or later, and one of `until` or earlier.
        """
        choice = Choice(site=site, since=since, until=until, limit=limit)
        found = self._db.rows(_CLUSTERS, choice.as_parameters())
        return [dict(row) | self._opening(row["cluster"]) for row in found]

    def counts(self, article_id: int) -> dict[str, int] | None:
        """Return how many `articles` of how many `sites` have the article's words, itself included; None: it alone."""
        row = self._db.row(_COUNTS, (cluster_of(self._db, article_id),))
        return dict(row) if row and row["articles"] > 1 else None

    def pending(self) -> int:
        """Return how many articles have not been compared with the others yet."""
        return linking.pending(self._db)

    def catch_up(self, most: int | None = None) -> int:
        """Compare articles that wait for it, at most so many; return how many were compared."""
        return linking.catch_up(self._db, most)

    def _opening(self, cluster: int) -> dict[str, Any]:
        """Return the first printing's number, site and title, and the first agency that any printing names."""
        first = self._members(cluster, 0)[0]
        lines = self._db.rows(_LINES, (cluster,))
        agency = next((agency for (line,) in lines if (agency := agency_of(line))), None)
        return {"id": first["id"], "site": first["site"], "title": first["title"], "agency": agency}


def compared(first: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Return how much an article shares with the first printing, and what it changed."""
    alike = likeness(*(wording(linking.compared_text(one)) for one in (first, row)))
    changes = asdict(summary(differences(first["body"], row["body"])))
    return {
        "resemblance": round(alike.resemblance, 3),
        "of_first": round(alike.of_first, 3),
        "of_this": round(alike.of_second, 3),
        "kind": alike.kind,
        "changes": changes | {"other_title": fold(first["title"]) != fold(row["title"])},
    }
