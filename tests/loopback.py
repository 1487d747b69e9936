"""A small web server on loopback for tests: it serves what a dict says, word for word, and remembers who asked.

    with Loopback({"/": (200, {"Content-Type": "text/html"}, b"<p>hello</p>")}) as server:
        ... server.url("/") ... server.paths ...

An answer is `(status, headers, body)`, or raw bytes that are sent as they stand (for broken framing) before the
connection is closed, or a callable of the `Asked` request that returns one of these, sleeps, or raises `Hangup`.
"""

from __future__ import annotations

import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from typing import Self

Answer = tuple[int, Mapping[str, str], bytes] | bytes
Route = Answer | Callable[["Asked"], Answer]

NOT_FOUND: Answer = (404, {"Content-Type": "text/plain"}, b"not here")


class Hangup(Exception):
    """Close the connection without a word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    path: str
    """With its query."""
    headers: Mapping[str, str]
    """Names in lower case."""
    at: float
    """`time.monotonic()`."""


def page(title: str, *paragraphs: str, head: str = "") -> Answer:
    """Return an HTML answer with a heading and paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return html(f"<head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body>")


def html(markup: str, **headers: str) -> Answer:
    """Return an HTML answer in UTF-8."""
    text = f"<!doctype html><html>{markup}</html>"
    return (200, {"Content-Type": "text/html; charset=utf-8", **headers}, text.encode())


def text(words: str, status: int = 200, content_type: str = "text/plain", **headers: str) -> Answer:
    """Return a text answer in UTF-8; header names are written with `_` for `-`."""
    extra = {name.replace("_", "-"): value for name, value in headers.items()}
    return (status, {"Content-Type": content_type, **extra}, words.encode())


def moved(location: str, status: int = 302) -> Answer:
    """Return a redirect."""
    return (status, {"Location": location}, b"")


@dataclass
class Loopback:
    """The server; a context manager. Change `routes` at any time."""

    routes: dict[str, Route] = field(default_factory=dict)
    host: str = "127.0.0.1"
    asked: list[Asked] = field(default_factory=list)
    """The access log."""

    def __enter__(self) -> Self:
        self._server = _Server((self.host, 0), _Connection)
        self._server.loopback = self
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def speak_tls(self, context: ssl.SSLContext) -> None:
        """Take only TLS connections from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @property
    def site(self) -> str:
        """The site that this server is: its host and port."""
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"http://{self.site}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked]

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return self.paths.count(path)

    def answer(self, asked: Asked) -> Answer:
        """Return what the routes say; 404 for what they do not know."""
        route = self.routes.get(asked.path, NOT_FOUND)
        return route(asked) if callable(route) else route


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64
    loopback: Loopback

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients of these tests go away in the middle."""


class _Connection(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Answer requests until the client or an answer closes the connection."""
        while (asked := self._read()) is not None:
            self.server.loopback.asked.append(asked)
            try:
                answer = self.server.loopback.answer(asked)
            except Hangup:
                return
            if isinstance(answer, bytes):
                self.wfile.write(answer)
                return
            self.wfile.write(_framed(*answer))

    def _read(self) -> Asked | None:
        first = self.rfile.readline(65537).split()
        headers: dict[str, str] = {}
        while (line := self.rfile.readline(65537).strip()) != b"":
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        if len(first) < 2:  # the client closed the connection
            return None
        return Asked(first[1].decode("latin-1"), headers, time.monotonic())


def _framed(status: int, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    if not any(name.lower() in {"content-length", "transfer-encoding"} for name in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Crawled:
    """A `scrapy crawl` that has ended."""

    status: int
    """Its exit status."""
    line: str
    """The verdict: the last line of its stdout."""
    log: str
    """Its stderr."""


ONE_REQUEST_LESS = {"NEWSCRAWLER_TDM_FILE_SECONDS": 0}
"""Tests count requests and the gaps between them; the file of reservations has tests of its own."""


def crawl_command(archive: Path, *words: str, settings: Mapping[str, object] | None = None) -> list[str]:
    """Return the command line of a crawl into `archive`."""
    given = {
        "NEWSCRAWLER_ARCHIVE": archive,
        "NEWSCRAWLER_PROGRESS": "off",
        "DNS_TIMEOUT": 2,
        **ONE_REQUEST_LESS,
        **(settings or {}),
    }
    pairs = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "crawl", *words, *pairs]


def crawl(archive: Path, *words: str, settings: Mapping[str, object] | None = None, folder: Path = PROJECT) -> Crawled:
    """Run `scrapy crawl WORDS` to its end."""
    command = crawl_command(archive, *words, settings=settings)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return Crawled(done.returncode, (done.stdout.strip().splitlines() or [""])[-1], done.stderr)
