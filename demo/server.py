"""The newspaper's web server: `python -m demo.server --port N`, a child of the runner.

Its standard input is its lifeline: a line with a number changes the edition; when the input ends, the runner is gone,
and the server ends too. It stays a moment longer for a crawl that has lost its runner and is putting its pages back.
"""

from __future__ import annotations

import argparse
import errno
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from demo.newspaper import Newspaper

if TYPE_CHECKING:
    from typing import TextIO

HOST = "127.0.0.1"
NAME = "al-marsa-newspaper"
"""The Server header by which the runner knows its own."""

PORT_TAKEN = 98
"""Exit status when the port is not free."""

LINGER_SECONDS = 3.0
"""How long an orphan still answers: a crawl looks for its parent every second, then ends what is under way."""


class NewspaperServer(ThreadingHTTPServer):
    """Serves one newspaper; its edition may be changed at any time."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int = 0, edition: int = 1) -> None:
        """Bind the port, 0 for a free one; raises OSError when it is taken."""
        super().__init__((HOST, port), _Connection)
        self.newspaper = Newspaper(self.base, edition)

    @property
    def base(self) -> str:
        """The address of the newspaper, without a slash at its end."""
        return f"http://{HOST}:{self.server_address[1]}"

    def print_edition(self, edition: int) -> None:
        """Serve that edition from now on."""
        self.newspaper = Newspaper(self.base, edition)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a crawl that is killed leaves in the middle of an answer."""


class _Connection(BaseHTTPRequestHandler):
    server: NewspaperServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def version_string(self) -> str:
        return NAME

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        answer = self.server.newspaper.answer(self.path)
        is_known = answer.status == 200 and self.headers.get("If-None-Match") == answer.etag  # noqa: PLR2004
        self.send_response(304 if is_known else answer.status)
        self.send_header("ETag", answer.etag)
        if not is_known:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body and not is_known:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the parent's name
        """Say nothing: the crawl tells what was fetched."""


def main() -> int:
    """Serve until the standard input ends; return `PORT_TAKEN` when another program has the port."""
    words = argparse.ArgumentParser(prog="python -m demo.server", description=__doc__)
    words.add_argument("--port", type=int, required=True)
    try:
        server = NewspaperServer(words.parse_args().port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return PORT_TAKEN
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.base, flush=True)
    _follow(sys.stdin, server)
    time.sleep(LINGER_SECONDS)
    return 0


def _follow(lifeline: TextIO, server: NewspaperServer) -> None:
    for line in lifeline:
        server.print_edition(int(line))


if __name__ == "__main__":
    sys.exit(main())
