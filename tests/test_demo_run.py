"""`python -m demo`: which edition, what `--fresh` may remove, and that a killed run is taken up by the next."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from demo.__main__ import edition_due, main, remove_archive, wait_for_site
from demo.newspaper import Newspaper
from demo.server import HOST
from newscrawler.archive import Archive
from newscrawler.errors import NotAnArchive

if TYPE_CHECKING:
    from pathlib import Path

SITE = "127.0.0.1:8642"
LONGEST_SECONDS = 60


def end_a_run(path: Path, exit_status: int, site: str = SITE) -> None:
    with Archive(path) as archive:
        run = archive.begin_run("news", site)
        archive.end_run(run.id, verdict="any", exit_status=exit_status)


def test_first_edition_lasts_until_a_run_has_come_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    assert edition_due(path, SITE) == 1
    end_a_run(path, 40)
    assert edition_due(path, SITE) == 1
    end_a_run(path, 0, site="127.0.0.1:9999")
    assert edition_due(path, SITE) == 1
    end_a_run(path, 0)
    assert edition_due(path, SITE) == 2


def test_fresh_removes_an_archive_with_its_log(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    end_a_run(path, 0)
    remove_archive(path)
    assert not list(tmp_path.glob("demo.db*")) or [file.name for file in tmp_path.glob("demo.db*")] == ["demo.db.locks"]
    remove_archive(path)


def test_fresh_leaves_another_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(NotAnArchive):
        remove_archive(path)
    assert path.read_bytes() == before


def test_site_that_is_held_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "demo.db"
    wait_for_site(path, SITE)
    with Archive(path) as archive:
        archive.lock(SITE).release()
        wait_for_site(path, SITE)
        monkeypatch.setattr("demo.__main__.PATIENCE_SECONDS", 0.2)
        with archive.lock(SITE), pytest.raises(Exception, match="holds"):
            wait_for_site(path, SITE)


def test_taken_port_is_an_error_that_names_the_option(
    port: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.create_server((HOST, port)) as other:
        threading.Thread(target=_greet_as_a_mail_server, args=(other,), daemon=True).start()
        assert main(["--port", str(port), "--archive", str(tmp_path / "demo.db")]) == 2
    assert f"Port {port} belongs to another program; choose another with --port N" in capsys.readouterr().err


def _greet_as_a_mail_server(other: socket.socket) -> None:
    connection, _ = other.accept()
    with connection:
        connection.sendall(b"220 mail.example ready\r\n")


def demo(project: Path, archive: Path, port: int, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "demo", "--port", str(port), "--archive", str(archive), *words],
        cwd=project,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run_demo(project: Path, archive: Path, port: int, *words: str) -> str:
    with demo(project, archive, port, *words) as process:
        said, _ = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 0, said
    return said


def titles(archive: Path) -> list[str]:
    with closing(sqlite3.connect(archive)) as connection:
        return sorted(title for (title,) in connection.execute("SELECT title FROM articles"))


def test_killed_demonstration_is_taken_up_by_the_next(project: Path, tmp_path: Path, port: int) -> None:
    archive = tmp_path / "demo.db"
    with demo(project, archive, port) as process:
        deadline = time.monotonic() + LONGEST_SECONDS
        while not (archive.exists() and _has_articles(archive)):
            assert time.monotonic() < deadline
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
    said = run_demo(project, archive, port)
    base = f"http://{HOST}:{port}"
    assert titles(archive) == sorted(report.title for report in Newspaper(base, 1).reports), said
    run_demo(project, archive, port)
    assert titles(archive) == sorted(report.title for report in Newspaper(base, 2).reports)


def _has_articles(archive: Path) -> bool:
    try:
        return bool(titles(archive))
    except sqlite3.OperationalError:  # the tables are being made
        return False
