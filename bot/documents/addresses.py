"""Which addresses of the Internet a link may lead to."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.domain.errors import InputError

Address = IPv4Address | IPv6Address
Policy = Callable[[Address, int], bool]

PORTS = frozenset({80, 443})
# Stands for the IPv4 address in its last bytes, and is a way to it (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")


def public(address: Address, port: int) -> bool:
    """Whether anybody may go there: a global unicast address and a port of the web."""
    return port in PORTS and all(
        one.is_global and not one.is_multicast and not one.is_reserved for one in _meant(address)
    )


def _meant(address: Address) -> list[Address]:
    """The address and the ones that it carries inside."""
    found: list[Address] = [address]
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return [IPv4Address(int(address) & 0xFFFFFFFF)]
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if int(address) >> 32 == 0:  # ::a.b.c.d, as of old
            inner.append(IPv4Address(int(address)))
        found.extend(one for one in inner if one is not None)
    return found


def refused() -> InputError:
    """The sentence for an address that is not public."""
    return InputError("This address is not public, so it is not opened. Send the text itself.")


class CheckedResolver(AbstractResolver):
    """Answers with addresses that the policy allows; the connection goes to these."""

    def __init__(self, inner: AbstractResolver, allowed: Policy) -> None:
        self._inner, self._allowed = inner, allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a name; raises InputError if any of them is not allowed."""
        found = await self._inner.resolve(host, port, family)
        for result in found:
            if not self._allowed(ip_address(result["host"].partition("%")[0]), port):
                raise refused()
        return found

    async def close(self) -> None:
        """Closes the resolver that is asked."""
        await self._inner.close()
