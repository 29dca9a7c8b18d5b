"""What may be called: by name or address, resolved or redirected, and how much of it is read."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from threading import Thread
from typing import Any

import pytest

from clusteratlas.engine.addresses import is_public
from clusteratlas.engine.network import Network
from clusteratlas.errors import ForbiddenQuery, QueryEvaluationError, SettingError

from .servers import Asked, Reply, Served, serving

pytestmark = pytest.mark.usefixtures("garbage_waits")

PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::1"]
NOT_PUBLIC = {
    "this host": "0.0.0.0",
    "loopback": "127.0.0.1",
    "loopback, another": "127.255.255.254",
    "private 10": "10.1.2.3",
    "private 172": "172.16.0.1",
    "private 192": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "link-local, where clouds keep credentials": "169.254.169.254",
    "protocol assignments": "192.0.0.8",
    "6to4 relays": "192.88.99.1",
    "documentation": "192.0.2.1",
    "benchmarks": "198.18.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6 unspecified": "::",
    "IPv6 loopback": "::1",
    "IPv4-compatible": "::127.0.0.1",
    "IPv4-translated": "::ffff:0:127.0.0.1",
    "NAT64": "64:ff9b::7f00:1",
    "NAT64, local": "64:ff9b:1::7f00:1",
    "6to4": "2002:7f00:1::1",
    "6to4 of a public address": "2002:808:808::1",
    "Teredo": "2001:0:7f00:1::1",
    "ISATAP": "2606:2800::5efe:7f00:1",
    "unique local": "fd00::1",
    "IPv6 link-local": "fe80::1",
    "site-local": "fec0::1",
    "IPv6 multicast": "ff02::1",
    "IPv6 documentation": "2001:db8::1",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC.values(), ids=NOT_PUBLIC.keys())
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


class Names:
    """Stands for the system's resolver: names with their addresses, and how often each is asked."""

    def __init__(self) -> None:
        self.addresses: dict[str, list[str]] = {}
        self.asked: list[str] = []

    def getaddrinfo(self, host: str, port: int, **_: Any) -> list[Any]:
        self.asked.append(host)
        if host not in self.addresses:
            raise socket.gaierror(-2, "Name or service not known")
        return [
            (socket.AF_INET6 if ":" in found else socket.AF_INET, 1, 6, "", (found, port))
            for found in self.addresses[host]
        ]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made.getaddrinfo)
    return made


# addresses of inside.example, URL, allow-list
REFUSED = {
    "nothing is listed": ("8.8.8.8", "http://inside.example/", ()),
    "another host": ("8.8.8.8", "http://inside.example/", ("example.org",)),
    "a subdomain": ("8.8.8.8", "http://sub.inside.example/", ("inside.example",)),
    "a name that ends alike": ("8.8.8.8", "http://xinside.example/", ("inside.example",)),
    "another port": ("8.8.8.8", "http://inside.example:81/", ("inside.example:80",)),
    "the name, not the address": ("8.8.8.8", "http://8.8.8.8/", ("inside.example",)),
    "the address, not the name": ("8.8.8.8", "http://inside.example/", ("8.8.8.8",)),
    "one of two addresses": ("8.8.8.8 10.0.0.1", "http://inside.example/", ("inside.example",)),
    "its network on another port": (
        "10.0.0.1",
        "http://inside.example/",
        ("inside.example", "10.0.0.1:81"),
    ),
    "another network": ("10.0.0.1", "http://inside.example/", ("inside.example", "10.1.0.0/16")),
    "user name that looks like the host": (
        "8.8.8.8",
        "http://inside.example@example.org/",
        ("inside.example",),
    ),
    "user name": ("8.8.8.8", "http://me:secret@inside.example/", ("inside.example",)),
    "backslash": ("8.8.8.8", "http://example.org\\@inside.example/", ("inside.example",)),
    "line break": ("8.8.8.8", "http://inside.example/\r\nHost: x", ("inside.example",)),
    "file": ("8.8.8.8", "file:///etc/passwd", ("inside.example",)),
    "file of a host": ("8.8.8.8", "file://inside.example/etc/passwd", ("inside.example",)),
    "ftp": ("8.8.8.8", "ftp://inside.example/", ("inside.example",)),
    "no host": ("8.8.8.8", "http:///path", ("inside.example",)),
    "no port": ("8.8.8.8", "http://inside.example:99999/", ("inside.example",)),
    "percent-encoded host": ("8.8.8.8", "http://inside%2eexample/", ("inside.example",)),
    "half an IPv6 address": ("8.8.8.8", "http://[::1/", ("::1",)),
}


@pytest.mark.parametrize(("addresses", "url", "allowed"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_listed_is_refused(
    names: Names, addresses: str, url: str, allowed: tuple[str, ...]
) -> None:
    names.addresses["inside.example"] = addresses.split()
    names.addresses["sub.inside.example"] = names.addresses["xinside.example"] = ["8.8.8.8"]
    names.addresses["example.org"] = ["8.8.8.8"]
    with pytest.raises(ForbiddenQuery) as caught:
        Network(allowed).check(url)
    assert caught.value.hint


@pytest.mark.parametrize("address", NOT_PUBLIC.values(), ids=NOT_PUBLIC.keys())
def test_a_listed_host_that_leads_inside_is_refused(names: Names, address: str) -> None:
    names.addresses["inside.example"] = [address]
    with pytest.raises(ForbiddenQuery, match="not a public address"):
        Network(("inside.example",)).check("http://inside.example/")


SPELLINGS = {
    "decimal": "http://2130706433/",
    "hexadecimal": "http://0x7f000001/",
    "octal": "http://0177.0.0.1/",
    "short": "http://127.1/",
    "mixed": "http://0x7f.0.1/",
    "with a dot at the end": "http://127.0.0.1./",
    "full width": "http://\uff11\uff12\uff17.0.0.1/",
    "circled": "http://\u2460\u2461\u2466.0.0.1/",
    "IPv4-mapped": "http://[::ffff:127.0.0.1]/",
    "IPv4-mapped in hexadecimal": "http://[::ffff:7f00:1]/",
}


@pytest.mark.parametrize("url", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_every_spelling_of_an_address_is_that_address(names: Names, url: str) -> None:
    with pytest.raises(ForbiddenQuery, match=r"127\.0\.0\.1 is not on the list"):
        Network(("example.org", "8.8.8.8")).check(url)
    Network(("127.0.0.0/8",)).check(url)
    assert names.asked == []


# allow-list, URL, addresses of inside.example
ALLOWED = {
    "by name": (("inside.example",), "https://inside.example/sparql", "8.8.8.8"),
    "by name and port": (("inside.example:8080",), "http://inside.example:8080/", "8.8.8.8"),
    "in any case": (("Inside.Example",), "HTTP://INSIDE.example/", "8.8.8.8"),
    "with the dot of the root": (("inside.example",), "http://inside.example./", "8.8.8.8"),
    "with a network inside": (
        ("inside.example", "10.0.0.0/8"),
        "http://inside.example/",
        "10.0.0.1 8.8.8.8",
    ),
    "IPv4-mapped by its IPv4 network": (
        ("inside.example", "10.0.0.0/8"),
        "http://inside.example/",
        "::ffff:10.0.0.1",
    ),
    "IPv6": (("[::1]:3030",), "http://[::1]:3030/", ""),
    "IPv6 without brackets": (("::1",), "http://[::1]:3030/", ""),
    "IPv6 network": (("fd00::/8",), "http://[fd12::1]/", ""),
    "an international name": (("żółw.example",), "http://xn--w-uga1v8h.example/", "8.8.8.8"),
    "an address by its number": (("2130706433:80",), "http://127.0.0.1/", ""),
}


@pytest.mark.parametrize(("allowed", "url", "addresses"), ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_listed_is_allowed(
    names: Names, allowed: tuple[str, ...], url: str, addresses: str
) -> None:
    for host in ("inside.example", "xn--w-uga1v8h.example"):
        names.addresses[host] = addresses.split()
    Network(allowed).check(url)


SENSELESS = [
    "http://example.org/",
    "10.0.0.1/8",
    "example.org:0",
    "example.org:x",
    "*",
    "[::1",
    "a b",
]


@pytest.mark.parametrize("entry", SENSELESS)
def test_an_entry_without_sense_is_told_at_once(entry: str) -> None:
    with pytest.raises(SettingError, match="neither a host nor a network"):
        Network(("example.org", entry))


def test_a_host_that_is_not_known(names: Names) -> None:
    with pytest.raises(QueryEvaluationError, match=r"inside\.example is not known"):
        Network(("inside.example",)).check("http://inside.example/")


LOCAL = Network(("127.0.0.1",), timeout=5)


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(_answered) as server:
        yield server


def _answered(asked: Asked) -> Reply:
    to = asked.path.partition("?to=")[2]
    match asked.path.partition("?")[0]:
        case "/data":
            return Reply(b"<a:a> <a:b> 1 .")
        case "/moved":
            return Reply(status=301, headers=(("Location", to),))
        case "/other":
            return Reply(status=303, headers=(("Location", to),))
        case "/circle":
            return Reply(status=302, headers=(("Location", "/circle"),))
        case "/nowhere":
            return Reply(status=302)
        case "/large":
            return Reply(b"#" * 2000)
        case "/cut":
            return Reply(b"<a:a> <a:b> 1 .", length=100)
        case "/packed":
            return Reply(b"...", headers=(("Content-Encoding", "gzip"),))
    return Reply(status=404)


def test_what_is_fetched(served: Served) -> None:
    fetched = LOCAL.fetch(served.url("/moved?to=/data"), "text/turtle")
    assert (fetched.url, fetched.content_type) == (served.url("/data"), "text/turtle")
    assert fetched.body == b"<a:a> <a:b> 1 ."
    assert [asked.method for asked in served.asked] == ["GET", "GET"]
    assert served.asked[1].headers["accept"] == "text/turtle"
    assert "authorization" not in served.asked[1].headers


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/moved?to=/data", ["POST", "POST"]), ("/other?to=/data", ["POST", "GET"])],
)
def test_a_query_is_sent_on_unless_the_answer_is_elsewhere(
    served: Served, path: str, methods: list[str]
) -> None:
    LOCAL.fetch(served.url(path), "*/*", body=b"ASK {}", content_type="application/sparql-query")
    assert [asked.method for asked in served.asked] == methods
    assert [asked.body for asked in served.asked if asked.method == "POST"][-1] == b"ASK {}"


REDIRECTS = [
    "http://127.0.0.2:1/",
    "http://[::1]:1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/latest/meta-data/",
    "file:///etc/passwd",
    "//localhost/",
    "gopher://127.0.0.1/",
]


@pytest.mark.parametrize("location", REDIRECTS)
def test_a_redirect_is_checked_like_the_first_address(served: Served, location: str) -> None:
    with pytest.raises(ForbiddenQuery):
        LOCAL.fetch(served.url(f"/moved?to={location}"), "*/*")
    assert len(served.asked) == 1


FAILING = [
    ("/missing", "status 404"),
    ("/circle", "redirects more than 5 times"),
    ("/nowhere", "status 302"),
    ("/large", "more than 1000 bytes"),
    ("/cut", "cut off"),
    ("/packed", "not asked for"),
]


@pytest.mark.parametrize(("path", "message"), FAILING, ids=[path for path, _ in FAILING])
def test_an_address_that_fails_says_how(served: Served, path: str, message: str) -> None:
    with pytest.raises(QueryEvaluationError, match=message):
        Network(("127.0.0.1",), timeout=5, max_bytes=1000).fetch(served.url(path), "*/*")


def test_the_connection_goes_to_the_address_that_was_checked(served: Served, names: Names) -> None:
    """A name that leads elsewhere at its second look-up is looked up once."""
    names.addresses["rebound.example"] = ["127.0.0.1"]
    network = Network((f"rebound.example:{served.port}", "127.0.0.1"), timeout=5)
    fetched = network.fetch(served.url("/data", "rebound.example"), "*/*")
    assert fetched.body == b"<a:a> <a:b> 1 ."
    assert names.asked == ["rebound.example"]
    assert served.asked[0].headers["host"] == f"rebound.example:{served.port}"


def test_the_next_address_is_tried_when_one_does_not_answer(served: Served, names: Names) -> None:
    names.addresses["two.example"] = ["127.0.0.2", "127.0.0.1"]
    network = Network(("two.example", "127.0.0.0/8"), timeout=5)
    assert network.fetch(served.url("/data", "two.example"), "*/*").body


Talk = Callable[[socket.socket], None]


def _drips_headers(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        client.sendall(b"X: y\r\n")


def _drips_a_line(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        client.sendall(b"#")
        time.sleep(0.02)


def _says_nothing(client: socket.socket) -> None:
    client.recv(100_000)
    client.recv(1)


@pytest.mark.parametrize("talk", [_drips_headers, _drips_a_line, _says_nothing])
def test_who_never_comes_to_an_end_is_left(talk: Talk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            client, _ = listening.accept()
            with client:
                try:
                    talk(client)
                except OSError:
                    return

        thread = Thread(target=serve)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(QueryEvaluationError, match="could not be asked"):
            Network(("127.0.0.1",), timeout=0.3).fetch(url, "*/*")
        thread.join()


def test_the_name_is_in_the_handshake(names: Names) -> None:
    """The name that the certificate is checked for, though the connection goes to the address."""
    names.addresses["tls.example"] = ["127.0.0.1"]
    greetings: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            client, _ = listening.accept()
            with client:
                greetings.append(client.recv(100_000))

        thread = Thread(target=serve)
        thread.start()
        network = Network(("tls.example", "127.0.0.1"), timeout=5)
        with pytest.raises(QueryEvaluationError, match="could not be asked: it failed"):
            network.fetch(f"https://tls.example:{listening.getsockname()[1]}/", "*/*")
        thread.join()
    assert b"tls.example" in greetings[0]
