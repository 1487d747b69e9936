"""What all tests share."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the folder of scrapy.cfg."""
    return PROJECT


@pytest.fixture
def port() -> int:
    """Return a port of loopback that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number: int = probe.getsockname()[1]
    return number
