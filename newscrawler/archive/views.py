"""Views for people who only know SQL: the archive's first questions, answered under a name."""

from __future__ import annotations

VIEWS = """
CREATE VIEW latest AS
SELECT articles.id, articles.site, articles.title, articles.published_at AS published,
    replace(substr(articles.first_seen_at, 1, 16), 'T', ' ') AS first_seen, articles.section,
    (SELECT group_concat(value, ', ') FROM json_each(articles.authors)) AS authors,
    articles.language, length(articles.body) AS letters, articles.url
FROM articles
ORDER BY coalesce(articles.published_utc, articles.first_seen_at) DESC, articles.id DESC;

CREATE VIEW by_day AS
SELECT coalesce(substr(articles.published_at, 1, 10), articles.date_line_date) AS day, articles.site,
    count(*) AS articles, sum(articles.gone_at IS NOT NULL) AS gone
FROM articles
GROUP BY 1, 2
ORDER BY 1 DESC, 2;

CREATE VIEW site_health AS
SELECT sites.site, sites.spider,
    (SELECT count(*) FROM articles WHERE articles.site = sites.site) AS articles,
    (SELECT max(articles.first_seen_at) FROM articles WHERE articles.site = sites.site) AS newest_article_seen,
    last.started_at AS last_run, coalesce(last.verdict, 'unfinished') AS verdict, last.reason,
    (SELECT max(runs.started_at) FROM runs WHERE runs.site = sites.site AND runs.exit_status = 0) AS last_worked,
    (SELECT count(*) FROM pages WHERE pages.site = sites.site AND pages.state = 'new') AS pages_waiting,
    (SELECT count(*) FROM pages WHERE pages.site = sites.site AND pages.state = 'failed') AS pages_failed,
    (SELECT count(*) FROM articles WHERE articles.site = sites.site AND articles.published_at IS NULL) AS undated
FROM sites
LEFT JOIN runs AS last ON last.id = (SELECT runs.id FROM runs WHERE runs.site = sites.site
    ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1)
ORDER BY sites.site;

CREATE VIEW edited AS
SELECT articles.id, articles.site, articles.title, first.title AS first_title,
    first.title <> articles.title AS title_changed, count(*) AS revisions, first.seen_at AS first_seen,
    max(revisions.seen_at) AS last_changed, articles.url
FROM articles
JOIN revisions AS first ON first.article_id = articles.id AND first.number = 1
JOIN revisions ON revisions.article_id = articles.id
GROUP BY articles.id
HAVING count(*) > 1
ORDER BY max(revisions.seen_at) DESC, articles.id DESC;
"""
