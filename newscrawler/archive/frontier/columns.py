"""What the frontier knows beyond its first release, and how it is told from the rows of an older archive."""

from __future__ import annotations

FRONTIER_COLUMNS = """
ALTER TABLE pages ADD COLUMN interval_seconds REAL;
ALTER TABLE pages ADD COLUMN brought INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN brought_at TEXT;
ALTER TABLE pages ADD COLUMN moved_to TEXT;
ALTER TABLE pages ADD COLUMN forgotten_at TEXT;
CREATE INDEX pages_forgotten ON pages(url_key) WHERE forgotten_at IS NOT NULL;
ALTER TABLE articles ADD COLUMN gone_at TEXT;
CREATE INDEX articles_gone ON articles(site, gone_at) WHERE gone_at IS NOT NULL;
ALTER TABLE runs ADD COLUMN requested INTEGER NOT NULL DEFAULT 0;

CREATE TABLE absences (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    gone_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    back_at TEXT,
    PRIMARY KEY (article_id, gone_at)
) STRICT, WITHOUT ROWID;
"""

# Runs of before were counted by their outcomes alone, so that those are what they requested. Where a page moved to was
# not written down; that an article is gone was, in the state of its pages.
OLD_STATES = """
UPDATE runs SET requested = coalesce((SELECT sum(count) FROM run_outcomes WHERE run_id = runs.id), 0);
UPDATE pages SET state = 'moved' WHERE state = 'done' AND reason = 'moved';
INSERT INTO absences (article_id, gone_at, status)
SELECT article_id, max(last_visit_at), max(last_status) FROM pages AS lost
WHERE state = 'gone' AND article_id IS NOT NULL AND last_visit_at IS NOT NULL AND last_status IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM pages WHERE article_id = lost.article_id AND state IN ('done', 'leased'))
GROUP BY article_id;
UPDATE articles SET gone_at = (SELECT gone_at FROM absences WHERE article_id = articles.id)
WHERE id IN (SELECT article_id FROM absences);
"""
