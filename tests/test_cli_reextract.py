"""`newscrawler reextract`: the report, the writing, and the site files that have their say."""

from __future__ import annotations

import json
import sys

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main, reextract
from newscrawler.cli.site_readings import site_readings
from newscrawler.crawling import NewsSpider
from newscrawler.items import SiteFacts
from newscrawler.reextraction import Rereading, SiteReading
from newscrawler.reextraction.reading import PageReader, PageToRead
from tests.archive_visits import Clock
from tests.reread_pages import FACTS, SITE, address, as_older, begin, crawled, damage, dump, page, said


@pytest.fixture
def path(tmp_path):
    """An archive of two articles, one of which an older extractor read without its authors and with a menu."""
    path = tmp_path / "news.db"
    with Archive(path, now=Clock()) as archive:
        run = begin(archive)
        archive.store(crawled(1, page(1)), run_id=run)
        spoiled = crawled(2, page(2))
        assert spoiled.article is not None
        body = f"{spoiled.article.body}\n\n{'Most read today ' * 40}"
        archive.store(as_older(spoiled, authors=[], body=body), run_id=run)
        archive.end_run(run, verdict="worked", exit_status=0)
    return path


@pytest.fixture
def _here(monkeypatch):
    """Read in this process: what other processes do is tested elsewhere."""

    def read_all(self, keep, tick, *, jobs):
        reader = PageReader(self.sites)
        reader.prepare()
        return self.compare(((task.name, said(reader, task.content)) for task in self.tasks()), keep)

    monkeypatch.setattr(Rereading, "read_all", read_all)


def run(path, *options, **kwargs):
    return CliRunner().invoke(main, ["reextract", "--archive", str(path), *options], **kwargs)


def test_the_report_is_shown_and_written_only_when_that_is_asked(path):
    before = dump(path)
    shown = run(path, "--jobs", "1")
    assert shown.exit_code == 0, shown.output
    lines = [line.split() for line in shown.output.splitlines()]
    assert ["articles", "2,", "1", "of", "them", "with", "other", "fields"] in lines
    assert ["authors", "1", "0", "0", "1"] in lines
    assert "Bodies shorter by 30 % or more: 1" in shown.output
    assert "[-Most read today Most" in shown.output
    assert dump(path) == before
    applied = run(path, "--apply", "--jobs", "2")
    assert applied.exit_code == 0, applied.output
    assert applied.output.splitlines()[-1].split() == ["written", "1", "article"]
    assert dump(path) != before


@pytest.mark.usefixtures("_here")
def test_json_holds_the_whole_report(path):
    told = json.loads(run(path, "--apply", "--json").output)
    assert told["fields"]["authors"] == {"gained": 1, "lost": 0, "changed": 0, "same": 1}
    assert told["written"] == {"articles": 1, "left": 0}
    assert told["shorter"]["named"][0]["article_id"] == 2
    assert told["largest"][0]["after"]["body"].endswith("Number 2.")
    assert json.loads(run(path, "--json", "--outdated").output)["pages"] == 0


@pytest.mark.usefixtures("_here")
def test_a_person_is_asked_first(path, monkeypatch):
    monkeypatch.setattr(reextract, "is_person", lambda: True)
    before = dump(path)
    refused = run(path, "--apply", input="n\n")
    assert (refused.exit_code, dump(path)) == (1, before)
    assert run(path, "--apply", input="y\n").exit_code == 0
    assert dump(path) != before


@pytest.mark.usefixtures("_here")
def test_pages_that_cannot_be_read_end_it_as_degraded(path, monkeypatch):
    damage(monkeypatch, 1)
    shown = run(path)
    assert shown.exit_code == 20
    assert "could not be read" in shown.output


@pytest.mark.usefixtures("_here")
def test_no_archive_no_site_and_nothing_to_read_are_told(path, tmp_path):
    assert run(tmp_path / "none.db").exit_code == 1
    unknown = run(path, "--site", "nowhere.example")
    assert (unknown.exit_code, "No site 'nowhere.example'" in unknown.output) == (1, True)
    assert run(path, "--apply", "--jobs", "0").exit_code == 2
    Archive(tmp_path / "empty.db").close()
    assert run(tmp_path / "empty.db", "--apply").exit_code == 0


SITE_FILE = """
from newscrawler import NewsSpider


class DailySpider(NewsSpider):
    name = "daily"
    domains = ("daily.example",)
    fields = {"authors": ".byline"}

    def clean_article(self, article, markup):
        article.section = f"{self.home} {article.title}"
        return article
"""


def test_the_file_of_a_site_has_its_say(path, tmp_path, monkeypatch):
    (tmp_path / "daily_file.py").write_text(SITE_FILE)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    from importlib import import_module

    spiders = {"daily": import_module("daily_file").DailySpider, "news": _AnySite}
    with Archive(path, read_only=True) as archive:
        reading = site_readings(archive, spiders)[SITE]
    assert reading.spider == ("daily_file", "DailySpider")
    assert reading.folder == str(tmp_path)
    reader = PageReader({SITE: reading})
    reader.prepare()
    snapshot = crawled(1, page(1)).snapshot
    assert snapshot is not None
    said = reader(PageToRead(SITE, snapshot))
    assert said is not None
    article = getattr(said, "article", None)
    assert article is not None
    assert article.authors == ["By Mary Quill"]
    assert article.section == "https://daily.example/ Storm closes harbour 1"


class _AnySite(NewsSpider):
    name = "news"


def test_a_site_without_a_file_is_read_by_what_was_declared_of_it(path):
    with Archive(path) as archive:
        archive.register_site(SiteFacts(domains=("typed.example",)), "typed.example", "news")
        found = site_readings(archive, {"news": _AnySite})
    assert found[SITE] == SiteReading(FACTS)
    assert found["typed.example"] == SiteReading(SiteFacts(domains=("typed.example",)))
    assert address(1).startswith(f"https://{SITE}/")
