"""Clients that are slow, many, or gone."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from .attacked import BOUNDS, TOKEN, Attacked, Serve, assert_told
from .wire import CLOSED, PATIENCE_SECONDS, connect, exchange, get, read, send

pytestmark = [pytest.mark.xdist_group("hostile"), pytest.mark.usefixtures("garbage_waits")]

HOST = b"Host: attacked\r\n"
LOOKUP = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n" + HOST + b"\r\n"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def asking(query: str) -> bytes:
    return f"GET /sparql?format=csv&query={quote(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def abort(client: socket.socket) -> None:
    """Leave without a word of goodbye."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


SILENT = {
    "nothing at all": b"",
    "one byte": b"G",
    "a line": b"GET / HTTP/1.1\r\n",
    "most of a head": LOOKUP[:-2],
    "a head without its body": b"POST /sparql HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/sparql-query\r\nContent-Length: 10\r\n\r\n",
    "a head that waits to go on": b"POST /sparql HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/sparql-query\r\nContent-Length: 10\r\n"
    + b"Expect: 100-continue\r\n\r\n",
    "a chunk without its end": b"POST /sparql HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nA",
    "half of a TLS hello": bytes.fromhex("160301"),
}


@pytest.mark.parametrize("beginning", SILENT.values(), ids=SILENT.keys())
def test_two_hundred_who_say_no_more_stop_nobody(public: Attacked, beginning: bytes) -> None:
    with ExitStack() as clients:
        for _ in range(200):
            send(clients.enter_context(connect(public.address)), [beginning])
        for _ in range(5):
            public.assert_well()


def test_one_who_dribbles_stops_nobody(public: Attacked) -> None:
    with ExitStack() as clients:
        dribbling = [clients.enter_context(connect(public.address)) for _ in range(50)]
        for place in range(0, len(LOOKUP), 4):
            for client in dribbling:
                send(client, [LOOKUP[place : place + 4]])
        assert {read(client).status for client in dribbling} == {200}
        public.assert_well()


def test_a_silent_client_is_sent_away(public: Attacked) -> None:
    """In the end; its place is free again."""
    with ExitStack() as clients:
        silent = [clients.enter_context(connect(public.address)) for _ in SILENT]
        heads = [beginning for beginning in SILENT.values() if b"\r\n\r\n" not in beginning]
        for client, beginning in zip(silent, heads, strict=False):
            send(client, [beginning])
        for client in silent[: len(heads)]:
            assert_told(read(client), {400, 408, CLOSED})


def test_a_body_that_nobody_awaits_is_not_awaited_for_ever(writable: Attacked) -> None:
    """The answer is there before the body; the body never comes."""
    head = b"POST /update HTTP/1.1\r\n" + HOST + b"Content-Length: 1000000\r\n\r\n"
    with connect(writable.address) as client:
        send(client, [head])
        assert_told(read(client), {401})
        assert read(client).status == CLOSED
    writable.assert_well()


def test_those_who_do_not_read_stop_nobody(public: Attacked) -> None:
    """Twice as many as there are processes, each with an answer without an end."""
    with ExitStack() as clients:
        for number in range(2 * int(BOUNDS["workers"])):
            client = clients.enter_context(connect(public.address, receive_buffer=4096))
            send(client, [asking(f"{ROWS} # {number}")])
        for _ in range(5):
            public.assert_well()


def test_those_who_read_without_an_end_stop_nobody(public: Attacked) -> None:
    """Clients that take as fast as they can what has no end, again and again."""
    done = threading.Event()

    def take(number: int) -> None:
        while not done.is_set():
            exchange(public.address, asking(f"{ROWS} # {number}"))

    threads = [threading.Thread(target=take, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            public.assert_well()
    finally:
        done.set()
        for thread in threads:
            thread.join()


def test_those_who_ask_without_an_end_stop_nobody(public: Attacked) -> None:
    with ExitStack() as clients:
        for number in range(12):
            client = clients.enter_context(connect(public.address))
            send(client, [asking(f"{ENDLESS} # {number}")])
        for _ in range(5):
            public.assert_well()


@pytest.mark.parametrize("leave", [abort, socket.socket.close], ids=["abort", "close"])
@pytest.mark.parametrize("query", [ENDLESS, ROWS], ids=["silent", "sending"])
def test_those_who_leave_stop_nobody(
    public: Attacked, query: str, leave: Callable[[socket.socket], None]
) -> None:
    for number in range(60):
        client = connect(public.address)
        send(client, [asking(f"{query} # {number}")])
        leave(client)
        if number % 20 == 0:
            public.assert_well()
    public.assert_well()


def test_who_asked_for_more_and_left_is_noticed(writable: Attacked) -> None:
    """With a second request behind the first, uvicorn tells nobody that the client is gone."""
    values = "".join(f"VALUES ?x{n} {{ {'1 ' * 100} }} " for n in range(20))
    endless = f"SELECT (COUNT(*) AS ?n) {{ {values} }}"
    with connect(writable.address) as client:
        send(client, [asking(endless) + LOOKUP])
        _wait_for_jobs(writable, 1)
    _wait_for_jobs(writable, 0)
    writable.assert_well()


def _wait_for_jobs(server: Attacked, number: int) -> None:
    for _ in range(PATIENCE_SECONDS * 20):
        answer = httpx.get(
            f"{server.address}admin/queries", headers={"Authorization": f"Bearer {TOKEN}"}
        )
        if len(answer.json()["queries"]) == number:
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def test_many_requests_in_a_row_that_are_not_read(public: Attacked) -> None:
    with connect(public.address, receive_buffer=4096) as client:
        client.settimeout(1)
        page = b"GET / HTTP/1.1\r\n" + HOST + b"Accept: text/html\r\n\r\n"
        try:
            for _ in range(200):
                client.sendall(page * 100)
        except TimeoutError:
            # The server takes no more than it can answer.
            pass
        except ConnectionError:
            pass
        public.assert_well()


def test_more_connections_than_there_may_be(atlas_store: Path, serve: Serve) -> None:
    """Those beyond are told; when places get free, others are answered again."""
    with serve(atlas_store, **{**BOUNDS, "workers": 1}, connections=20) as server:
        attacked = Attacked(server.address, "?s ?p ?o")
        with ExitStack() as clients:
            for _ in range(20):
                send(clients.enter_context(connect(server.address)), [b"GET"])
            for _ in range(50):
                reply = get(server.address, "/health")
                assert_told(reply, {503, CLOSED})
                assert reply.status == CLOSED or reply.headers["retry-after"]
        _wait_until_answered(attacked)
        attacked.assert_well()


def _wait_until_answered(server: Attacked) -> None:
    for _ in range(PATIENCE_SECONDS * 20):
        if get(server.address, "/health").status == 200:
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def test_connections_that_come_and_go(public: Attacked) -> None:
    for number in range(1000):
        client = connect(public.address)
        if number % 3:
            send(client, [LOOKUP[: number % len(LOOKUP)]])
        abort(client) if number % 2 else client.close()
    public.assert_well()


@pytest.fixture
def many_threads() -> Iterator[Callable[[Callable[[int], None], int], None]]:
    threads: list[threading.Thread] = []

    def run(work: Callable[[int], None], number: int) -> None:
        threads.extend(threading.Thread(target=work, args=(n,)) for n in range(number))
        for thread in threads:
            thread.start()

    yield run
    for thread in threads:
        thread.join()


def test_workers_that_die_among_others_who_ask(
    public: Attacked, many_threads: Callable[[Callable[[int], None], int], None]
) -> None:
    """Memory is exceeded again and again; whoever looks something up is answered."""
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"

    def exceed(number: int) -> None:
        reply = exchange(public.address, asking(f"{greedy} # {number}"))
        assert_told(reply, {503})

    many_threads(exceed, 4)
    for _ in range(10):
        public.assert_well()
