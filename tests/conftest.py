"""What all tests share."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent

# A commit passes always or never; `make explore` tries other examples, and what it finds becomes an `@example`.
settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False, print_blob=True)
settings.load_profile("same")


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
