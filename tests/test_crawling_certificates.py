"""A certificate that nobody vouches for is not taken, unless a setting says so."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newscrawler.archive import Archive
from tests.loopback import Loopback, crawl, page

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (tmp_path / "both.pem").write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    return context


@pytest.mark.parametrize(("verify", "status", "articles"), [(1, 20, 0), (0, 0, 1)])
def test_a_certificate_is_verified(
    tmp_path: Path, self_signed: ssl.SSLContext, verify: int, status: int, articles: int
) -> None:
    with Loopback({"/a": page("A headline of the day", *WORDS)}) as server:
        server.speak_tls(self_signed)
        address = server.url("/a").replace("http:", "https:")
        settings = {"DOWNLOAD_VERIFY_CERTIFICATES": verify}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={address}", settings=settings)
    assert done.status == status, done
    assert ("bad certificate" in done.line) is bool(verify)
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert len(list(archive.articles())) == articles
