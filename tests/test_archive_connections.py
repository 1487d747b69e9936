"""Holds of connections: so many a domain over all processes, freed by the kernel, never a reason to stop."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from newscrawler.archive import Archive, Connections, Hold

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DOMAIN = "example.org"


def test_so_many_connections_and_no_more_whoever_takes_them(tmp_path: Path) -> None:
    ours, others = Connections(tmp_path), Connections(tmp_path)
    first, second = ours.take(DOMAIN, 2), others.take(DOMAIN, 2)
    assert (first is None, second is None, ours.take(DOMAIN, 2)) == (False, False, None)
    assert ours.take("example.net", 1) is not None
    assert first is not None
    first.free()
    first.free()
    assert others.take(DOMAIN, 1) is not None


def test_the_gate_lets_one_through_and_is_no_connection(tmp_path: Path) -> None:
    ours, others = Connections(tmp_path), Connections(tmp_path)
    gate = ours.pass_gate(DOMAIN)
    assert gate is not None
    assert (others.pass_gate(DOMAIN), others.take(DOMAIN, 1) is None) == (None, False)
    gate.free()
    assert others.pass_gate(DOMAIN) is not None


HOLDER = """
import os, signal, sys
from pathlib import Path
from newscrawler.archive import Connections
holds = [Connections(Path(sys.argv[1])).take("example.org", 1), Connections(Path(sys.argv[1])).pass_gate("example.org")]
assert all(holds)
print("held", flush=True)
sys.stdin.read()
"""


def test_a_killed_holder_frees_what_it_held_at_once(tmp_path: Path) -> None:
    connections = Connections(tmp_path)
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert (connections.take(DOMAIN, 1), connections.pass_gate(DOMAIN)) == (None, None)
        holder.kill()
        holder.wait()
        assert connections.take(DOMAIN, 1) is not None
        assert connections.pass_gate(DOMAIN) is not None


def test_without_the_folder_each_is_on_its_own_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    connections = Connections(tmp_path / "file")
    holds = [connections.take(DOMAIN, 1), connections.take(DOMAIN, 1), connections.pass_gate(DOMAIN)]
    assert all(isinstance(hold, Hold) for hold in holds)
    (warning,) = (record.getMessage() for record in caplog.records)
    assert "Connections are not shared" in warning
    assert "Not a directory" in warning


def test_an_archive_has_its_connections_beside_it(tmp_path: Path) -> None:
    with Archive(tmp_path / "news.db") as archive:
        hold = archive.connections().take("../127.0.0.1:80", 1)
        assert hold is not None
    assert (tmp_path / "news.db.locks" / "..%2F127.0.0.1%3A80.connection1").exists()
