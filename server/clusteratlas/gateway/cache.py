"""Answers that are given again: by version, request and format, within a bound of bytes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

Headers = list[tuple[bytes, bytes]]

_OVERHEAD_BYTES = 1024
"""What an answer takes beside its body: headers and key."""

_LARGEST_SHARE = 8
"""One answer takes at most this part of the room: a large one would drive out all others."""


@dataclass(frozen=True)
class CachedAnswer:
    """A whole answer with status 200. `etag` is b'' where it has none."""

    headers: Headers
    body: bytes
    etag: bytes = b""

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.body) + _OVERHEAD_BYTES


Key = tuple[object, ...]


class AnswerCache:
    """The answers of one version; the least recently used go first."""

    def __init__(self, bound_bytes: int) -> None:
        self.bytes = 0
        self._bound = bound_bytes
        self._version = ""
        self._answers: OrderedDict[Key, CachedAnswer] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, version: str, key: Key) -> CachedAnswer | None:
        """The answer to `key` from `version`."""
        if version != self._version:
            return None
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, version: str, key: Key, answer: CachedAnswer) -> None:
        """Keep an answer, if it is not too large; those from another version are let go."""
        if version != self._version:
            self._answers.clear()
            self.bytes = 0
            self._version = version
        size = answer.size + _size(key)
        if size > self._bound // _LARGEST_SHARE:
            return
        previous = self._answers.pop(key, None)
        if previous is not None:
            self.bytes -= previous.size + _size(key)
        self._answers[key] = answer
        self.bytes += size
        while self.bytes > self._bound:
            oldest, dropped = self._answers.popitem(last=False)
            self.bytes -= dropped.size + _size(oldest)

    @property
    def largest(self) -> int:
        """The size of the largest answer that is kept, in bytes."""
        return self._bound // _LARGEST_SHARE


def _size(key: Key) -> int:
    """The bytes of a key: a query may be a thousand times as long as its answer."""
    return sum(len(part) for part in key if isinstance(part, (bytes, str)))
