"""The history of an article as one list, its versions, and what was edited, retitled, deleted and restored of late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive import reading

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection

_CHANGES = """title_changed, lead_changed, body_changed, paragraphs_added, paragraphs_removed, paragraphs_reworded,
    paragraphs_moved, words_added, words_removed, notice, notice_text"""
_EVENTS = f"""SELECT happened_at, event, revision, detail, run_id, snapshot_id, extractor_version, {_CHANGES}
FROM history LEFT JOIN revisions ON revisions.article_id = history.article_id AND number = revision
WHERE history.article_id = ? ORDER BY happened_at, event = 'date moved', revision"""  # noqa: S608 - a constant
_VERSION = "SELECT number, seen_at, title, lead, body, snapshot_id, extractor_version FROM revisions"
_IN_TIME = """(:site IS NULL OR articles.site = :site)
    AND (:since IS NULL OR {moment} >= :since) AND (:until IS NULL OR substr({moment}, 1, 10) <= :until)"""
_MOST_EDITED = f"""SELECT articles.id, articles.site, articles.title, count(*) AS edits,
    sum(title_changed) AS titles, sum(words_added) AS words_added, sum(words_removed) AS words_removed,
    max(seen_at) AS edited_at
FROM revisions JOIN articles ON articles.id = revisions.article_id
WHERE kind = 'edit' AND {_IN_TIME.format(moment="seen_at")}
GROUP BY articles.id ORDER BY edits DESC, words_added + words_removed DESC, articles.id DESC LIMIT :limit"""  # noqa: S608
_SILENT_TITLES = f"""SELECT articles.id, articles.site, revisions.number AS revision, revisions.seen_at,
    (SELECT title FROM revisions AS earlier WHERE earlier.article_id = articles.id AND number < revisions.number
        ORDER BY number DESC LIMIT 1) AS old_title,
    revisions.title
FROM revisions JOIN articles ON articles.id = revisions.article_id
WHERE kind = 'edit' AND title_changed = 1 AND notice = '' AND {_IN_TIME.format(moment="seen_at")}
ORDER BY seen_at DESC, revisions.id DESC LIMIT :limit"""  # noqa: S608 - constants
_GONE = f"""SELECT articles.id, articles.site, articles.title, absences.gone_at, status, back_at
FROM absences JOIN articles ON articles.id = absences.article_id
WHERE {_IN_TIME.format(moment="coalesce(back_at, absences.gone_at)")}
ORDER BY coalesce(back_at, absences.gone_at) DESC LIMIT :limit"""  # noqa: S608 - constants


class History:
    """What happened to articles; each method is one query."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def events(self, id_or_url: int | str) -> dict[str, Any] | None:
        """Return an article's `id`, `site`, `url`, `title` and its `events`, the oldest first; None for an unknown one.

        An event has `happened_at`, what it is (`first seen`, `edited`, `same words`, `date moved`, `deleted`,
        `restored`), and for a revision its number, snapshot, extractor and what it changed.
        """
        row = reading.find_article(self._db, id_or_url)
        if row is None:
            return None
        events = [dict(event) for event in self._db.rows(_EVENTS, (row["id"],))]
        found = {name: row[name] for name in ("id", "site", "url", "title", "language")}
        return found | {"events": [_known_only(event) for event in events]}

    def versions(self, article_id: int) -> list[int]:
        """Return the numbers of an article's revisions, rising."""
        rows = self._db.rows("SELECT number FROM revisions WHERE article_id = ? ORDER BY number", (article_id,))
        return [row["number"] for row in rows]

    def version(self, article_id: int, number: int) -> dict[str, Any] | None:
        """Return one revision with its words; None where there is none of that number."""
        row = self._db.row(f"{_VERSION} WHERE article_id = ? AND number = ?", (article_id, number))
        return dict(row) if row else None

    def edits(
        self, *, site: str | None = None, since: str | None = None, until: str | None = None, limit: int | None = 20
    ) -> dict[str, list[dict[str, Any]]]:
        """Return the `most_edited` articles, `silent_titles` (changed without a notice) and those `gone` or restored.

        `since` and `until` are days (UTC) on which runs saw it.
        """
        asked = {"site": site, "since": since, "until": until, "limit": -1 if limit is None else limit}
        statements = {"most_edited": _MOST_EDITED, "silent_titles": _SILENT_TITLES, "gone": _GONE}
        return {name: [dict(row) for row in self._db.rows(statement, asked)] for name, statement in statements.items()}


def _known_only(event: dict[str, Any]) -> dict[str, Any]:
    """Leave out of an event that is no revision what only revisions have."""
    kept = event if event["revision"] is not None else {name: event[name] for name in _ALWAYS}
    return {name: bool(value) if name.endswith("_changed") else value for name, value in kept.items()}


_ALWAYS = ("happened_at", "event", "detail")
