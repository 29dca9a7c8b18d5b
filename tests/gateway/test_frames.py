"""Messages arrive whole however the bytes are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.gateway.frames import (
    FrameReader,
    Kind,
    answer_payload,
    frame,
    request_payload,
    split_answer,
    split_request,
)

FRAMES = st.lists(st.tuples(st.sampled_from(Kind), st.binary(max_size=200)), max_size=8)


@given(frames=FRAMES, cuts=st.lists(st.integers(1, 50), max_size=30))
def test_any_cut_gives_the_same_messages(frames: list[tuple[Kind, bytes]], cuts: list[int]) -> None:
    sent = b"".join(frame(kind, payload) for kind, payload in frames)
    reader = FrameReader()
    received = []
    position = 0
    for cut in [*cuts, len(sent)]:
        received += reader.feed(sent[position : position + cut])
        position += cut
    received += reader.feed(sent[position:])
    assert received == frames


@given(body=st.binary(max_size=200))
def test_a_request_comes_back_with_its_body(body: bytes) -> None:
    head = {"path": "/ż", "headers": [("accept", "*/*")]}
    assert split_request(request_payload(head, body)) == (head, body)


@given(body=st.binary(max_size=200))
def test_an_answer_comes_back_with_its_body(body: bytes) -> None:
    headers = [("ETag", 'W/"1"'), ("Vary", "Accept"), ("Location", "http://example.org/?a=b:c")]
    sent = [(name.lower().encode(), value.encode()) for name, value in headers]
    assert split_answer(answer_payload(200, headers, body)) == (200, sent, body)


@pytest.mark.parametrize("value", ["a\0b: c", "\0", "a\0\0b"])
def test_a_header_cannot_hold_another(value: str) -> None:
    _, headers, _ = split_answer(answer_payload(200, [("X", value), ("Y", "y")]))
    assert [name for name, _ in headers] == [b"x", b"y"]
