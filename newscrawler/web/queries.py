"""Queries that stand on the archive's page in Datasette."""

from __future__ import annotations

QUERIES = {
    "latest": {
        "title": "Latest articles",
        "description": "The newest first, of one site or of all.",
        "sql": """\
select id, published_at, site, title, url
from articles
where :site = '' or site = :site
order by published_utc desc
limit 50""",
    },
    "by_day": {
        "title": "Articles by day",
        "description": "How many articles of each site came out on each day (UTC).",
        "sql": """\
select substr(published_utc, 1, 10) as day, site, count(*) as articles
from articles
where published_utc is not null
group by day, site
order by day desc, site
limit 400""",
    },
}
