"""The press: holds the port through a server process, and starts another when that one dies."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from demo.server import HOST, LINGER_SECONDS, NAME, PORT_TAKEN

if TYPE_CHECKING:
    from typing import Self

PROJECT = Path(__file__).resolve().parent.parent
LOOK_SECONDS = 0.1


class PortTakenError(Exception):
    """The port belongs to another program, or to another run of the newspaper that does not end."""


class Press:
    """A context manager: inside it the newspaper is on the port."""

    def __init__(self, port: int, *, patience_seconds: float = 60.0) -> None:
        self.port = port
        self._patience_seconds = patience_seconds
        self._edition = 1
        self._is_closing = threading.Event()

    @property
    def base(self) -> str:
        """The address of the newspaper, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    def print_edition(self, edition: int) -> None:
        """Serve that edition from now on."""
        self._edition = edition
        self._tell(self._server)

    def __enter__(self) -> Self:
        """Take the port; raises PortTakenError.

        A newspaper that a killed run left there is waited for: it ends by itself.
        """
        self._server = self._start()
        self._watch = threading.Thread(target=self._replace_when_dead, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Give the port back at once."""
        self._is_closing.set()
        self._watch.join()
        _end(self._server)

    def _start(self) -> subprocess.Popen[str]:
        deadline = time.monotonic() + self._patience_seconds
        has_said = False
        while (server := self._open()) is None:
            if not _is_ours(self.port):
                raise PortTakenError(f"Port {self.port} belongs to another program; choose another with --port N")
            if time.monotonic() > deadline:
                raise PortTakenError(f"Another run of the newspaper holds port {self.port}; wait, or use --port N")
            if not has_said and time.monotonic() > deadline - self._patience_seconds + LINGER_SECONDS:
                print(f"Another run of the newspaper is on port {self.port}; waiting for its end", file=sys.stderr)
                has_said = True
            time.sleep(LOOK_SECONDS)
        return server

    def _open(self) -> subprocess.Popen[str] | None:
        server = subprocess.Popen(
            [sys.executable, "-m", "demo.server", "--port", str(self.port)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,  # Ctrl-C is for the crawl, which still wants answers while it ends
        )
        assert server.stdout is not None
        if server.stdout.readline():
            self._tell(server)
            return server
        status = _end(server, is_asked=False)
        if status > 0 and status != PORT_TAKEN:
            raise RuntimeError(f"The newspaper's server ended with status {status} before it began")
        return None

    def _tell(self, server: subprocess.Popen[str]) -> None:
        assert server.stdin is not None
        try:
            server.stdin.write(f"{self._edition}\n")
            server.stdin.flush()
        except BrokenPipeError:
            return  # dead; the one that replaces it is told

    def _replace_when_dead(self) -> None:
        while not self._is_closing.wait(LOOK_SECONDS):
            if self._server.poll() is not None:
                _end(self._server)
                with suppress(PortTakenError):
                    self._server = self._start()


def _end(server: subprocess.Popen[str], *, is_asked: bool = True) -> int:
    """Return the exit status of a server that ends by itself or is asked to; its pipes are closed."""
    with suppress(BrokenPipeError), server:
        if is_asked:
            server.kill()
    return server.returncode


def _is_ours(port: int) -> bool:
    """Return whether the newspaper, or nobody any more, is on the port."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("HEAD", "/robots.txt")
        return connection.getresponse().getheader("Server", "") == NAME
    except ConnectionError:
        return True  # it ended between our two looks
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
