"""The reading room: a Datasette plugin for archives, found by `datasette news.db` through its entry point.

It touches only databases that have the archive's tables; any other database looks as it always does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pluggy import HookimplMarker

from newscrawler.web.cells import cell
from newscrawler.web.queries import QUERIES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette
    from markupsafe import Markup

hookimpl = HookimplMarker("datasette")

TABLES = frozenset({"sites", "pages", "articles", "revisions", "snapshots", "links", "dates", "runs"})
"""What makes a database an archive to this room."""

SHOWN = {
    "articles": {"sort_desc": "published_utc"},
    "runs": {"sort_desc": "id"},
    "sites": {"label_column": "site"},
    "_sqlite_migrations": {"hidden": True},
}
"""Table -> its metadata, as https://docs.datasette.io/en/stable/metadata.html names it; a metadata file wins."""

STYLES = "/-/static-plugins/newscrawler/newscrawler.css"

_archives: WeakKeyDictionary[Datasette, frozenset[str]] = WeakKeyDictionary()


async def find_archives(datasette: Datasette) -> frozenset[str]:
    """Return the names of the databases that are archives."""
    tables = {name: await database.table_names() for name, database in datasette.databases.items()}
    return frozenset(name for name, names in tables.items() if set(names) >= TABLES)


def is_archive(datasette: Datasette, database: str | None) -> bool:
    """Return True for a database that was an archive when Datasette started."""
    return database in _archives.get(datasette, ())


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Look once which databases are archives: cells are rendered by the thousand."""

    async def look() -> None:
        _archives[datasette] = await find_archives(datasette)

    return look


@hookimpl
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Return how an archive's tables are shown: the newest articles first, sites by their identity."""
    return {"databases": {name: {"tables": SHOWN} for name in _archives.get(datasette, ())}}


@hookimpl
def render_cell(value: Any, column: str, database: str, datasette: Datasette) -> Markup | None:
    """Return the cell of an archive as safe HTML; None leaves it to Datasette."""
    return cell(value, column) if is_archive(datasette, database) else None


@hookimpl
def canned_queries(datasette: Datasette, database: str) -> dict[str, dict[str, str]]:
    """Return the queries that stand on an archive's page."""
    return QUERIES if is_archive(datasette, database) else {}


@hookimpl
def extra_template_vars(datasette: Datasette, database: str | None) -> dict[str, bool]:
    """Return what this room's templates ask."""
    return {"is_archive": is_archive(datasette, database)}


@hookimpl
def extra_css_urls(datasette: Datasette, database: str | None) -> list[str]:
    """Return the stylesheet, for pages of an archive."""
    return [datasette.urls.path(STYLES)] if is_archive(datasette, database) else []
