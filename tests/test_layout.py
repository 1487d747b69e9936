"""The rooms: `scrapy list` shows the files of spiders/, whatever else is installed under that name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.loopback import PROJECT

SITES = sorted(path.stem for path in (PROJECT / "spiders").glob("*.py") if path.stem != "__init__")


def scrapy(*words: str, folder: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("scrapy")
    words = (str(command), *words) if command.exists() else (sys.executable, "-m", "scrapy", *words)
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | environment
    return subprocess.run(words, cwd=folder, env=environ, capture_output=True, text=True, timeout=60, check=False)


def test_scrapy_lists_the_files_of_spiders() -> None:
    listed = scrapy("list")
    assert listed.returncode == 0, listed.stderr
    assert listed.stdout.split() == SITES


def test_scrapy_lists_them_from_a_folder_below() -> None:
    assert scrapy("list", folder=PROJECT / "spiders").stdout.split() == SITES


def test_sites_and_steps_stand_beside_the_package() -> None:
    for name in ("spiders", "pipelines"):
        assert (PROJECT / name).is_dir()
        assert not (PROJECT / "newscrawler" / name).exists()
        assert not (PROJECT / "newscrawler" / f"{name}.py").exists()


def test_a_new_site_is_ten_lines_that_run(tmp_path: Path) -> None:
    (tmp_path / "spiders").mkdir()
    (tmp_path / "spiders" / "__init__.py").write_text("")
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newscrawler.settings\n")
    made = scrapy("genspider", "-t", "site", "daily_example", "example.org", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    lines = (tmp_path / "spiders" / "daily_example.py").read_text().splitlines()
    assert 8 <= len([line for line in lines if line.strip()]) <= 12
    assert scrapy("list", folder=tmp_path).stdout.split() == ["daily_example"]
