"""Messages arrive whole however the bytes are cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.gateway.frames import FrameReader, Kind, frame, split_head, with_head

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
def test_a_head_comes_back_with_its_body(body: bytes) -> None:
    head = {"status": 200, "headers": [["etag", '"ż"']]}
    assert split_head(with_head(head, body)) == (head, body)
