"""Which addresses may be called: the allow-list's entries, and what is public at all.

A name says nothing about where it leads, so what counts is the address that it resolves to.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from clusteratlas.errors import SettingError

Address = IPv4Address | IPv6Address

_ENTRY = re.compile(r"(?:\[(?P<ipv6>[^\]]*)\]|(?P<host>[^:\[\]/]+))(?::(?P<port>\d{1,5}))?")
_HOST = re.compile(r"[a-z0-9_.-]+")
_HIGHEST_PORT = 65535

# Protocol assignments and relays, which Python 3.11 takes for public.
_SPECIAL_IPV4 = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# Outside of 2000::/3 nothing is public; in it, 6to4 and Teredo lead on to an IPv4 address.
_PUBLIC_IPV6 = IPv6Network("2000::/3")
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


@dataclass(frozen=True)
class Entry:
    """One entry of an allow-list: a host by name, or a network of addresses; any port where None.

    A name is in lower case, in ASCII (IDNA) and without the dot of the root.
    """

    place: str | IPv4Network | IPv6Network
    port: int | None = None

    @classmethod
    def parse(cls, text: str) -> Entry:
        """Read `host`, `host:port`, an address with or without port, or a network (CIDR).

        Raises SettingError for anything else.
        """
        network = _network(text)
        if network is not None:
            return cls(network)
        match = _ENTRY.fullmatch(text)
        if match is not None:
            place = _network(match["ipv6"]) if match["ipv6"] else _place(match["host"] or "")
            port = int(match["port"]) if match["port"] else None
            if place is not None and (port is None or 0 < port <= _HIGHEST_PORT):
                return cls(place, port)
        raise SettingError(
            f"“{text}” in CLUSTERATLAS_FEDERATION_ALLOW is neither a host nor a network.",
            hint="Write example.org, example.org:8080, 10.0.0.0/8, 127.0.0.1 or [::1].",
        )

    def names(self, host: str, port: int) -> bool:
        """Whether it is that host, by name."""
        return self.place == host and self.port in (None, port)

    def holds(self, address: Address, port: int) -> bool:
        """Whether it is a network that holds the address."""
        return (
            not isinstance(self.place, str)
            and address.version == self.place.version
            and address in self.place
            and self.port in (None, port)
        )


def normalised_host(host: str) -> str | Address | None:
    """A host as it is compared: an address, or a name in ASCII; None where it is neither.

    Every spelling of an IPv4 address that the system's resolver takes is one (`0x7f.1`,
    `2130706433`, `0177.0.0.1`), also in full-width digits.
    """
    if ":" in host:
        try:
            return plain_address(ip_address(host))
        except ValueError:
            return None
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return None
    if not _HOST.fullmatch(name):
        return None
    try:
        return IPv4Address(socket.inet_aton(name))
    except OSError:
        return name


def plain_address(address: Address) -> Address:
    """The address that is really called: an IPv4-mapped one is the IPv4 address."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def is_public(address: Address) -> bool:
    """Whether the address is of the open Internet (IANA's special-purpose registries say so)."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _SPECIAL_IPV4)
    is_tunnel = any(address in tunnel for tunnel in _TUNNELS) or (
        (int(address) >> 32) & 0xFFFFFFFF in _ISATAP
    )
    return address in _PUBLIC_IPV6 and not is_tunnel


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text)
    except ValueError:
        return None


def _place(host: str) -> str | IPv4Network | None:
    match normalised_host(host):
        case IPv4Address() as address:
            return IPv4Network(address)
        case str() as name:
            return name
    return None
