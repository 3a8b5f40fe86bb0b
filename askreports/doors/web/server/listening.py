"""Who may reach the app: only this machine, unless the operator says otherwise."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

from streamlit import config

from askreports.doors.web.server import access
from askreports.errors import BadListening

_EVERYWHERE = "0.0.0.0"  # where Streamlit listens unless told otherwise
LOCAL_ADDRESS = "127.0.0.1"
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the app listens, and what it may do there.

    `hosts` are the names by which it answers to be called, `*` for any. `signs_in` says that visitors
    must sign in. `may_ingest` says that a visitor may upload reports and read the folders again.
    """

    address: str
    hosts: tuple[str, ...]
    may_ingest: bool


def where() -> Listening:
    """Where this process listens, and what it may do there. Raises `BadListening`."""
    address = config.get_option("server.address") or _EVERYWHERE
    return listening(address, os.environ, access.signs_in())


def listening(address: str, environment: Mapping[str, str], signs_in: bool = False) -> Listening:
    """What the environment allows at an address.

    `ASKREPORTS_ALLOW_REMOTE=yes` allows to listen beyond this machine without a sign-in,
    `ASKREPORTS_HOSTS` names hosts that a proxy calls the app by, and `ASKREPORTS_ALLOW_INGEST` is yes at
    home and no elsewhere. Raises `BadListening`.
    """
    at_home = is_loopback(address)
    if not (at_home or signs_in or _flag(environment, "ASKREPORTS_ALLOW_REMOTE", default=False)):
        raise BadListening(
            f"{address} can be reached from other machines, and whoever reaches it reads the reports: set "
            "ASKREPORTS_ALLOW_REMOTE=yes if that is meant, or sign-in, or listen on 127.0.0.1"
        )
    named = tuple(host for host in environment.get("ASKREPORTS_HOSTS", "").split(",") if host)
    hosts = (*LOCAL_NAMES, *named) if at_home or named else ("*",)
    return Listening(address, hosts, _flag(environment, "ASKREPORTS_ALLOW_INGEST", default=at_home))


def is_loopback(address: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _flag(environment: Mapping[str, str], name: str, default: bool) -> bool:
    said = environment.get(name)
    if not said:
        return default
    if said not in _ANSWERS:
        raise BadListening(f"{name} is {said!r}: say yes or no")
    return _ANSWERS[said]
