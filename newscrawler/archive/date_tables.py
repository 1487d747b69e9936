"""The tables of printed lines and their places, and how they are filled from an archive that grew without them."""

# ruff: noqa: S608 - there is nothing in these statements but names of columns

from __future__ import annotations

DATE_TABLES = """
CREATE TABLE date_places (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(site),
    place TEXT NOT NULL,
    path TEXT NOT NULL,
    moved INTEGER NOT NULL DEFAULT 0,
    older INTEGER NOT NULL DEFAULT 0,
    alike INTEGER NOT NULL DEFAULT 0,
    stayed INTEGER NOT NULL DEFAULT 0,
    past INTEGER NOT NULL DEFAULT 0,
    verdict TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    judging_from INTEGER
) STRICT;
CREATE UNIQUE INDEX date_places_path ON date_places(site, path, place);
CREATE INDEX date_places_judging ON date_places(judging_from) WHERE judging_from IS NOT NULL;

CREATE TABLE date_lines (
    place_id INTEGER NOT NULL REFERENCES date_places(id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    day TEXT NOT NULL,
    minutes_ago INTEGER,
    fetched_at TEXT NOT NULL,
    fetched_on TEXT NOT NULL,
    may_be_clock INTEGER NOT NULL DEFAULT 0,
    vote TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (place_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX date_lines_article ON date_lines(article_id);
CREATE INDEX date_lines_alike ON date_lines(place_id, fetched_on, text) WHERE may_be_clock = 1;
"""

# Lines of an archive that grew before places were known. What differs from the day of the fetch speaks for itself; the
# rest is learned from the visits to come. Digits are taken out of a path one by one: SQLite knows no patterns.
_SQUEEZED = "dates.path"
for _digit in "0123456789":
    _SQUEEZED = f"replace({_SQUEEZED}, '{_digit}', '')"
OLD_LINES = f"""
CREATE TEMP TABLE old_lines AS
SELECT articles.site AS site, dates.place AS place, {_SQUEEZED} AS path, dates.article_id AS article_id,
    dates.text AS text, substr(dates.value, 1, 10) AS day, fetched.at AS fetched_at,
    substr(fetched.at, 1, 10) AS fetched_on,
    julianday(substr(fetched.at, 1, 10)) - julianday(substr(dates.value, 1, 10)) >=
        CASE dates.place WHEN 'masthead' THEN 7 ELSE 2 END AS is_past,
    min(dates.position) AS position
FROM dates
JOIN articles ON articles.id = dates.article_id
JOIN (
    SELECT article_id, strftime('%Y-%m-%dT%H:%M:%SZ', max(fetched_at)) AS at FROM snapshots GROUP BY article_id
) AS fetched ON fetched.article_id = dates.article_id
WHERE dates.place IN ('visible', 'masthead') AND dates.role IN ('published', 'clock') AND dates.path NOT IN ('', 'site')
    AND length(dates.value) >= 10 AND date(substr(dates.value, 1, 10)) IS NOT NULL AND fetched.at IS NOT NULL
GROUP BY 1, 2, 3, 4;
INSERT INTO date_places (site, place, path, past)
SELECT site, place, path, sum(is_past) FROM old_lines GROUP BY site, place, path;
UPDATE date_places SET verdict = 'own' WHERE past > 0 AND place = 'visible';
INSERT INTO date_lines (place_id, article_id, text, day, fetched_at, fetched_on, vote)
SELECT date_places.id, article_id, text, day, fetched_at, fetched_on, CASE is_past WHEN 1 THEN 'past' ELSE '' END
FROM old_lines JOIN date_places USING (site, place, path);
DROP TABLE old_lines;
"""
