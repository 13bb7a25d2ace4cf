"""Limit how fast one visitor may send on all connections together, by kind of event: a token bucket
each.

Nobody is turned away for it: the connections are read more slowly, and their own network
holds what is sent too fast.
"""

from __future__ import annotations

from typing import Final, NamedTuple

EVENT_RATE: Final = "raus.event_rate"
"""In a request's environment: the `EventRate` of the visitor whose it is."""


class Rate(NamedTuple):
    """So many a second in the long run, and so many at once after a rest."""

    per_second: float
    burst: int


RATES: Final = {
    # A person sends an answer when they have thought; one that taps through a list of buttons
    # sends several a second.
    b"answer": Rate(10, 40),
    # Once a picture, and when a page is returned to.
    b"mine": Rate(4, 20),
    b"card": Rate(1, 5),
    # Keys held down on the console.
    b"drive": Rate(20, 60),
}
"""By event. Each stands far above what pages of ours send, and for all of them together a visitor
takes less than a hundredth of a processor."""

OTHER: Final = Rate(4, 20)
"""For all else together: greetings, answers to pings, and what nobody here has heard of."""

_NAME_WITHIN: Final = 48
"""Bytes within which an event's name ends, behind the number of its acknowledgement."""


class Bucket:
    """One bucket, kept as the time at which it will be full again (GCRA)."""

    __slots__ = ("_full_at", "_interval", "_slack")

    def __init__(self, rate: Rate) -> None:
        self._interval = 1 / rate.per_second
        self._slack = (rate.burst - 1) * self._interval
        self._full_at = 0.0

    def wait_time(self, now: float) -> float:
        """Return the seconds until a token is there, and take none."""
        return max(0.0, self._full_at - now - self._slack)

    def take(self, now: float) -> float:
        """Take a token, and return the seconds until it is there.

        >>> bucket = Bucket(Rate(per_second=2, burst=2))
        >>> [bucket.take(10.0) for _ in range(4)]
        [0.0, 0.0, 0.5, 1.0]
        """
        full_at = max(self._full_at, now)
        self._full_at = full_at + self._interval
        return max(0.0, full_at - now - self._slack)

    def take_ready(self, now: float) -> bool:
        """Take a token if one is there now; return whether it was.

        >>> bucket = Bucket(Rate(per_second=2, burst=2))
        >>> [bucket.take_ready(10.0) for _ in range(3)], bucket.take_ready(10.5)
        ([True, True, False], True)
        """
        full_at = max(self._full_at, now)
        if full_at - now > self._slack:
            return False
        self._full_at = full_at + self._interval
        return True

    def is_full(self, now: float) -> bool:
        """Return whether nothing has been taken for so long that it need not be kept."""
        return self._full_at <= now


class EventRate:
    """The buckets of one visitor, each made when its first event comes."""

    __slots__ = ("_buckets",)

    def __init__(self) -> None:
        self._buckets: dict[bytes, Bucket] = {}

    def bucket(self, event: bytes) -> Bucket:
        """Return the bucket for an event."""
        name = event if event in RATES else b""
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = Bucket(RATES.get(name, OTHER))
        return bucket

    def delay(self, event: bytes, now: float) -> float:
        """Take a token for an event, and return the seconds that it has to wait."""
        return self.bucket(event).take(now)

    def is_full(self, now: float) -> bool:
        """Return whether nothing has come for so long that it need not be kept."""
        return all(bucket.is_full(now) for bucket in self._buckets.values())


def name_event(packet: bytes) -> bytes:
    """Return the name of the event that a packet holds, or nothing when it holds none.

    >>> name_event(b'4217["mine"]'), name_event(b"3")
    (b'mine', b'')
    """
    head = packet[:_NAME_WITHIN]
    if head[:2] != b"42":
        return b""
    return head.partition(b'["')[2].partition(b'"')[0]
