"""Where a request came from: enough to recognise it again, too little to follow a person."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from allauth.core.internal.httpkit import get_client_ip

if TYPE_CHECKING:
    from django.http import HttpRequest

_BROWSERS: Final = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
_PREFIXES: Final = {4: 24, 6: 48}


@dataclass(frozen=True, slots=True)
class Origin:
    """The network (/24 or /48), and the names of browser and system; empty where nothing was told."""

    network: str = ""
    agent: str = ""


def origin_of(request: HttpRequest) -> Origin:
    """Return what the history keeps of a request."""
    return Origin(network_of(address_of(request)), agent_of(request.META.get("HTTP_USER_AGENT", "")))


def address_of(request: HttpRequest) -> str:
    """Return the full address of the visitor, behind the trusted proxies; it is compared, and never kept."""
    return get_client_ip(request) or ""


def network_of(address: str) -> str:
    """Return the network of an address: 198.51.100.7 gives 198.51.100.0/24."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{found}/{_PREFIXES[found.version]}", strict=False))


def source_of(address: str) -> str:
    """Return what tries are counted by: the address itself; of IPv6 the /48, since one line has that many."""
    return network_of(address) if ":" in address else address


def agent_of(header: str) -> str:
    """Return browser and system of a User-Agent header: Firefox, Windows."""
    names = [next((name for mark, name in kinds if mark in header), "") for kinds in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, names))
