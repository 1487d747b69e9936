"""What a revision says it changed, dates that moved, and the view in which an article's history is one list."""

from __future__ import annotations

HISTORY_TABLES = """
ALTER TABLE revisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'edit';
ALTER TABLE revisions ADD COLUMN title_changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN lead_changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN body_changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN paragraphs_added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN paragraphs_removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN paragraphs_reworded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN paragraphs_moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN words_added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN words_removed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN notice TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN notice_text TEXT NOT NULL DEFAULT '';
CREATE INDEX revisions_edits ON revisions(seen_at) WHERE kind = 'edit';

CREATE TABLE date_moves (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    seen_at TEXT NOT NULL,
    moved_from TEXT NOT NULL,
    moved_to TEXT NOT NULL,
    PRIMARY KEY (article_id, seen_at)
) STRICT, WITHOUT ROWID;

CREATE VIEW history AS
SELECT article_id, seen_at AS happened_at, CASE kind WHEN 'edit' THEN 'edited' ELSE kind END AS event,
    number AS revision, title AS detail
FROM revisions
UNION ALL
SELECT article_id, seen_at, 'date moved', NULL, moved_from || ' -> ' || moved_to FROM date_moves
UNION ALL
SELECT article_id, gone_at, 'deleted', NULL, CAST(status AS TEXT) FROM absences
UNION ALL
SELECT article_id, back_at, 'restored', NULL, gone_at FROM absences WHERE back_at IS NOT NULL;
"""
