"""Which network addresses are anybody's to ask: those of the open internet, and no others."""

import ipaddress
import socket

_ASSIGNED = ipaddress.ip_network("192.0.0.0/24")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.ip_network("::/96")


def is_public(address: str) -> bool:
    """Whether an IP address lies on the open internet; an address within another (mapped, tunnelled) must as well.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    if "%" in address:
        return False  # bound to a link of this machine
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        held = _held(found)
        if held is not None:
            return is_public(str(held))
        if found.is_site_local or found in _LOCAL_NAT64 or found in _COMPATIBLE:
            return False
    refused = (
        found.is_private,
        found.is_loopback,
        found.is_link_local,
        found.is_multicast,
        found.is_reserved,
        found.is_unspecified,
        not found.is_global,
        found in _ASSIGNED,
    )
    return not any(refused)


def _held(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries to its goal."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host, in the order in which the system prefers them.

    Raises
    ------
    OSError
        If the name isn't known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
