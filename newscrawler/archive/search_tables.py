"""The tables, columns and indexes that search asks beyond those of the first schema."""

# ruff: noqa: S608 - the tokenizer is this module's own

from __future__ import annotations

# Marks belong to the word: unicode61 would otherwise part it at every Arabic vowel sign and every Indic vowel, and its
# pieces would count as the length of the text by which hits are ranked.
TOKENIZER = "unicode61 categories 'L* N* Co M*'"

SEARCH_TABLES = f"""
ALTER TABLE articles ADD COLUMN agency TEXT;
CREATE INDEX articles_agency ON articles(agency COLLATE NOCASE) WHERE agency IS NOT NULL;
CREATE INDEX articles_language ON articles(language);
CREATE INDEX articles_folding ON articles(folding_version);

CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY NOT NULL,
    query TEXT NOT NULL,
    site TEXT,
    since TEXT,
    until TEXT,
    saved_at TEXT NOT NULL,
    told_at TEXT,
    told_revision INTEGER NOT NULL
) STRICT;

CREATE TABLE saved_search_hits (
    name TEXT NOT NULL REFERENCES saved_searches(name) ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    PRIMARY KEY (name, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_search_hits_article ON saved_search_hits(article_id);

DROP TABLE articles_fts;
CREATE VIRTUAL TABLE articles_fts USING fts5(
    title, body, title_folded, body_folded, content="articles", content_rowid="id", tokenize="{TOKENIZER}"
);
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
"""

# An article's row is as wide as its body, and a common word is in tens of thousands of them: whether a hit is of a site
# and of certain days is read from this narrow index. The expression is `SHOWN_DAY` of search_filters.py, to the letter.
FACTS_INDEX = """
CREATE INDEX articles_facts ON articles(id, coalesce(substr(published_at, 1, 10), date_line_date), site);
"""
