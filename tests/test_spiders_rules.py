"""Rules over every site: named alike, only declarations, nothing but the face of newscrawler, never less polite."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from newscrawler import NewsSpider, settings
from newscrawler.discovery import Feed, NewsSitemap, Section, Sitemap
from newscrawler.extraction import SITE_FIELDS
from newscrawler.urls import site_of
from tests.loopback import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(path for path in (PROJECT / "spiders").glob("*.py") if path.stem != "__init__")
HOOKS = {"clean_article"}
QUICKER: dict[str, str] = {}
"""Spider -> why it may ask its site more often than once in DOWNLOAD_DELAY seconds."""


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def spider(file: Path) -> type[NewsSpider]:
    module = import_module(f"spiders.{file.stem}")
    found = [
        value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__
    ]
    assert len(found) == 1, f"{file} holds one class"
    assert issubclass(found[0], NewsSpider)
    return found[0]


def test_it_imports_the_face_alone(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.module in {"__future__", "newscrawler"}, f"{file.name} imports from {node.module}"
        assert not isinstance(node, ast.Import), f"{file.name} imports a module"


def test_it_is_declarations_and_at_most_one_hook(file: Path) -> None:
    functions = {node.name for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)}
    assert functions <= HOOKS
    assert len(file.read_text().splitlines()) <= 40


def test_file_spider_and_class_have_one_name(file: Path, spider: type[NewsSpider]) -> None:
    words = file.stem.split("_")
    assert spider.name == file.stem
    names = {"".join(map(str.capitalize, words)) + "Spider"} | ({"AnySiteSpider"} if file.stem == "news" else set())
    assert spider.__name__ in names
    assert spider.__doc__


def test_it_is_never_less_polite(spider: type[NewsSpider]) -> None:
    own = spider.custom_settings or {}
    if spider.name not in QUICKER:
        assert own.get("DOWNLOAD_DELAY", settings.DOWNLOAD_DELAY) >= settings.DOWNLOAD_DELAY
        assert own.get("CONCURRENT_REQUESTS_PER_DOMAIN", 1) <= settings.CONCURRENT_REQUESTS_PER_DOMAIN
    assert own.get("ROBOTSTXT_OBEY", True) is True
    assert own.get("DOWNLOAD_VERIFY_CERTIFICATES", True) is True
    assert not {"USER_AGENT", "ROBOTSTXT_USER_AGENT", "DOWNLOAD_HANDLERS", "TWISTED_DNS_RESOLVER"} & set(own)


def test_its_facts_are_facts(spider: type[NewsSpider]) -> None:
    assert all(site_of(f"https://{domain}/") == domain for domain in spider.domains)
    assert all(isinstance(source, (Feed, NewsSitemap, Section, Sitemap)) for source in spider.sources)
    assert set(spider.fields) <= set(SITE_FIELDS)
    assert spider.country is None or (len(spider.country) == 2 and spider.country.isupper())
