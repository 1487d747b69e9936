"""The newspaper's server and the press that keeps it: a killed server comes back, a foreign port is left alone."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from demo.press import PortTakenError, Press
from demo.server import HOST, NAME, PORT_TAKEN, NewspaperServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE_SECONDS = 20


@pytest.fixture
def server() -> Iterator[NewspaperServer]:
    with NewspaperServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(
    port: int, path: str = "/robots.txt", method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    with closing(http.client.HTTPConnection(HOST, port, timeout=10)) as connection:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def answers(port: int) -> bool:
    try:
        return ask(port)[0] == 200
    except OSError:
        return False


def test_a_page_that_is_known_is_not_sent_again(server: NewspaperServer) -> None:
    port = server.server_address[1]
    status, headers, body = ask(port, "/details/4101")
    assert (status, headers["Server"]) == (200, NAME)
    assert body
    again, _, nothing = ask(port, "/details/4101", If_None_Match=headers["ETag"])
    assert (again, nothing) == (304, b"")
    assert ask(port, "/details/4101", If_None_Match='"another"')[0] == 200


def test_head_sends_the_length_and_no_body(server: NewspaperServer) -> None:
    status, headers, body = ask(server.server_address[1], "/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


def test_edition_changes_while_it_serves(server: NewspaperServer) -> None:
    port = server.server_address[1]
    assert b"medical" not in ask(port, "/feed.xml")[2]
    server.print_edition(2)
    assert b"medical" in ask(port, "/feed.xml")[2]


def test_server_process_ends_with_its_lifeline_and_says_when_the_port_is_taken(project: Path, port: int) -> None:
    words = [sys.executable, "-m", "demo.server", "--port", str(port)]
    process = subprocess.Popen(words, cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdout, process.stdin as lifeline:
        assert process.stdout.readline()
        second = subprocess.run(words, cwd=project, stdin=subprocess.DEVNULL, check=False, timeout=PATIENCE_SECONDS)
        assert second.returncode == PORT_TAKEN
        lifeline.close()
        assert process.wait(PATIENCE_SECONDS) == 0


def test_press_replaces_a_killed_server_and_keeps_its_edition(port: int) -> None:
    with Press(port) as press:
        press.print_edition(2)
        wait_until(lambda: b"medical" in ask(port, "/feed.xml")[2])
        killed = press._server.pid
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: press._server.pid != killed and answers(port))
        wait_until(lambda: b"medical" in ask(port, "/feed.xml")[2])
    assert not answers(port)


def test_press_leaves_another_program_alone(port: int) -> None:
    with socket.create_server((HOST, port)) as other:
        threading.Thread(target=_hang_up_on, args=(other,), daemon=True).start()
        with pytest.raises(PortTakenError, match=f"{port} belongs to another program.*--port"), Press(port):
            pass


def _hang_up_on(other: socket.socket) -> None:
    connection, _ = other.accept()
    with connection:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 200 OK\r\nServer: somebody else\r\nContent-Length: 0\r\n\r\n")


def test_press_waits_for_the_newspaper_of_a_killed_run(port: int, project: Path) -> None:
    words = [sys.executable, "-m", "demo.server", "--port", str(port)]
    with subprocess.Popen(words, cwd=project, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as orphan:
        wait_until(lambda: answers(port))
        with pytest.raises(PortTakenError, match="Another run"), Press(port, patience_seconds=0.3):
            pass
        assert orphan.stdin is not None
        orphan.stdin.close()
        with Press(port):
            assert orphan.wait(PATIENCE_SECONDS) == 0
            assert answers(port)
