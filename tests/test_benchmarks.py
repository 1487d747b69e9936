"""The benchmarks run: their help is shown, and the crawl goes its whole way on a few pages."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.loopback import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def run(name: str, *words: str) -> str:
    command = [sys.executable, "-m", f"benchmarks.{name}", *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["crawl", "extraction"])
def test_a_benchmark_shows_its_help(name: str) -> None:
    assert run(name, "--help").startswith("usage:")


def test_every_page_of_a_crawl_is_stored(tmp_path: Path) -> None:
    said = json.loads(run("crawl", "--pages", "14", "--repeat", "1", "--alone", "--json", "--folder", str(tmp_path)))
    assert list(said["figures"]) == ["newscrawler"]
    ours = said["figures"]["newscrawler"]
    assert (ours["articles"], ours["exit_status"]) == (14, 0)
    assert ours["seconds"] > 0
    assert ours["peak_bytes"] > 10_000_000
    assert not list(tmp_path.iterdir())
