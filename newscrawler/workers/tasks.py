"""What goes to the processes that read, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

N = TypeVar("N")
T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

PAGE_SECONDS = 60.0
"""A page takes some milliseconds, the worst known some seconds; one that takes longer is lost."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task of which nothing came."""

    reason: str
    """Why, in words."""


@dataclass(frozen=True, slots=True)
class Answered(Generic[R]):
    """In a task's place, where there is nothing to read: its answer, which keeps its turn among the others."""

    answer: R | Lost


@dataclass(frozen=True, slots=True)
class Task(Generic[N, T, R]):
    """Something to read."""

    name: N
    """What is kept of it when it is done."""
    content: T | Answered[R]
    """What the reader gets."""
    size: int = 0
    """Bytes of memory that it holds, where they are many."""


class Reader(Protocol[T_contra, R_co]):
    """What each process gets: prepared once, then called with the content of every task. It is pickled."""

    def prepare(self) -> None:
        """Load what reading needs; what it raises ends the whole map."""

    def __call__(self, content: T_contra, /) -> R_co:
        """Return what comes of a task; what it raises is the reason for which that task is lost."""
