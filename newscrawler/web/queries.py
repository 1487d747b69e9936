"""Queries that stand on an archive's page in Datasette."""

from __future__ import annotations

# Views bear the plain names: `latest`, `by_day`.
QUERIES = {
    "latest_articles": {
        "title": "Latest articles",
        "description": "The newest first; of one site, or of all when site is left empty.",
        "sql": """\
select id, published_at, site, title, url
from articles
where :site = '' or site = :site
order by coalesce(published_utc, first_seen_at) desc
limit 100""",
    },
    "articles_by_day": {
        "title": "Articles by day",
        "description": "How many articles of each site came out on each day (UTC); those without a date stand last.",
        "sql": """\
select substr(published_utc, 1, 10) as day, site, count(*) as articles
from articles
group by day, site
order by day desc, site
limit 500""",
    },
    "duplicates": {
        "title": "Duplicates",
        "description": "Articles that a site shows at more than one address.",
        "sql": """\
select articles.id, articles.site, articles.title, articles.url, pages.url as also_at, pages.outcome
from pages
join articles on articles.id = pages.article_id
where pages.url_key <> articles.url_key
order by articles.id desc, pages.id
limit 500""",
    },
    "copies": {
        "title": "Copies",
        "description": "Texts that were printed several times, those that most sites printed first.",
        "sql": """\
select cluster_id, count(*) as articles, count(distinct site) as sites,
       min(coalesce(published_utc, first_seen_at)) as first, title
from copy_clusters
join articles on articles.id = copy_clusters.article_id
group by cluster_id
having articles > 1
order by sites desc, articles desc
limit 500""",
    },
}
