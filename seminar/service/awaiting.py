"""Wait for the disk, in the way that the server at hand can."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol, TypeVar

T = TypeVar("T")


class Wait(Protocol):
    """Waits for a future without stopping the server, and gives its value or raises its error."""

    def __call__(self, future: Future[T]) -> T: ...


def wait_plainly(future: Future[T]) -> T:
    """Block this thread until the future is done."""
    return future.result()
