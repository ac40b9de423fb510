"""Where the house may speak to: public hosts by https. Asked for every address that a stranger may choose.

What stands in the address is judged first, without looking anything up. What its name means is looked
up once, judged, and handed on as numbers: a name that means something else a moment later changes nothing.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid

LONGEST = 1024
HTTPS = 443
# below it live services that are not for everybody
LEAST_FREE_PORT = 1024

UNPRINTABLE = re.compile(r"[^\x21-\x7e]|[\\^`{|}<>\"]")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# a last label of figures, or 0x…, makes of the whole a number in disguise
LAST_LABEL = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")
INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "onion")
LOOPBACK = ("127.0.0.1", "localhost")

# https://www.iana.org/assignments/iana-ipv4-special-registry, and what clouds keep for themselves
CLOSED_IPV4 = [
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# the only part of IPv6 that is handed out, without tunnels (an IPv4 address inside) and documentation
OPEN_IPV6 = ip_network("2000::/3")
CLOSED_IPV6 = [ip_network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]


class NotOutward(Invalid):
    code = "address_not_allowed"
    sentence = _("This address can't be used: give the https address of a public host, like https://hooks.example.org.")
    field = "url"


@dataclass(frozen=True)
class Target:
    """An address that was judged by its look; `path` with its query."""

    host: str
    port: int
    path: str
    secure: bool = True


def check(url: str, *, field: str = "url") -> Target:
    """Return what the address names, without looking anything up. Raises NotOutward."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotOutward(field=field) from None
    if settings.OUTWARD_LOOPBACK and parts.hostname in LOOPBACK and port:
        return Target("127.0.0.1", port, _path(parts), secure=parts.scheme == "https")
    host = (parts.hostname or "").removesuffix(".")
    if _is_odd(url, parts) or not _is_public_name(host) or not _is_allowed(HTTPS if port is None else port):
        raise NotOutward(field=field)
    return Target(host, port or HTTPS, _path(parts))


def _is_odd(url: str, parts: SplitResult) -> bool:
    crooked = len(url) > LONGEST or UNPRINTABLE.search(url) or "@" in parts.netloc or parts.fragment
    return bool(crooked) or parts.scheme != "https"


def _path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _is_public_name(host: str) -> bool:
    *labels, last = host.split(".")
    if not labels or last in INSIDE or not LAST_LABEL.fullmatch(last):
        return False
    return all(LABEL.fullmatch(label) for label in labels)


def _is_allowed(port: int) -> bool:
    return port == HTTPS or port >= LEAST_FREE_PORT


def addresses(target: Target) -> list[str]:
    """Return the numbers behind the name, every one of them public; to be connected to as they are.

    Raises NotOutward if one is not, and OSError where the name can't be looked up (it may come back).
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers or not all(_may_be_met(number) for number in numbers):
        raise NotOutward
    return numbers


def _may_be_met(number: str) -> bool:
    return is_public(number) or (settings.OUTWARD_LOOPBACK and number == "127.0.0.1")


def is_public(number: str) -> bool:
    """Whether this IP address belongs to somebody on the internet, and not to us, our network or our cloud."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in block for block in CLOSED_IPV4)
    return _is_public_ipv6(address)


def _is_public_ipv6(address: IPv6Address) -> bool:
    if address.scope_id or address not in OPEN_IPV6:
        return False
    return not any(address in block for block in CLOSED_IPV6)
