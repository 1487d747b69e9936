"""Web archives for the tests of imports, and pages to put into them."""

from __future__ import annotations

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.archive_visits import WORDS, address


def page(title="Harbour closed", body=WORDS):
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{body}</p><p>{WORDS} The mayor said so.</p></article></body></html>"
    ).encode()


def chunked(body):
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"


class Warc:
    """Writes a file of responses."""

    def __init__(self, path, *, is_packed=True):
        self.path = path
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=is_packed)

    def add(
        self,
        url,
        body,
        *,
        status="200 OK",
        content_type="text/html; charset=utf-8",
        date="2020-05-01T10:00:00Z",
        **headers,
    ):
        told = [("Content-Type", content_type), *((name.replace("_", "-"), value) for name, value in headers.items())]
        record = self._writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(status, told, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date},
        )
        self._writer.write_record(record)
        return self

    def revisit(self, url, date):
        record = self._writer.create_revisit_record(
            url, "sha1:AAAA", url, "2020-05-01T10:00:00Z", warc_headers_dict={"WARC-Date": date}
        )
        self._writer.write_record(record)
        return self

    def request(self, url, method="GET"):
        told = StatusAndHeaders(f"{method} /a HTTP/1.1", [("Host", "daily.example")], is_http_request=True)
        return self.record("request", url, http_headers=told, WARC_Date="2020-05-01T10:00:00Z")

    def record(self, kind, url, body=b"", *, http_headers=None, content_type="", **headers):
        """Write a record of any kind; `headers` are its own, with _ for -."""
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http_headers,
            warc_content_type=content_type,
            warc_headers_dict={name.replace("_", "-"): value for name, value in headers.items()},
        )
        self._writer.write_record(record)
        return self

    def close(self):
        self._file.close()
        return self.path


def papers(path, count=5, *, is_packed=True):
    """Write a file of so many pages; return its bytes."""
    warc = Warc(path, is_packed=is_packed)
    for number in range(count):
        warc.add(address(str(number)), page(f"Title {number}", f"{number} {WORDS}"))
    return warc.close().read_bytes()
