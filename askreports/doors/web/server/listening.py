"""Who may reach the app: only this machine, unless the operator says otherwise."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from streamlit import config

from askreports.doors.web.server import access
from askreports.errors import BadListening
from askreports.settings import AppSettings, app_from_environment

_EVERYWHERE = "0.0.0.0"  # where Streamlit listens unless told otherwise
LOCAL_ADDRESS = "127.0.0.1"
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the app listens, and what it may do there.

    `hosts` are the names that requests may call it by, `*` for any. `may_ingest` says that a visitor may
    upload reports and have `folders` read again.
    """

    address: str
    hosts: tuple[str, ...]
    may_ingest: bool
    folders: tuple[Path, ...] = ()


def where() -> Listening:
    """Where this process listens, and what it may do there. Raises `BadListening`."""
    address = config.get_option("server.address") or _EVERYWHERE
    return listening(address, app_from_environment(), access.signs_in())


def listening(address: str, settings: AppSettings, signs_in: bool = False) -> Listening:
    """What is allowed at an address. Raises `BadListening` where other machines reach it by mistake."""
    at_home = is_loopback(address)
    if not (at_home or signs_in or settings.allow_remote):
        raise BadListening(
            f"{address} can be reached from other machines, where everyone could read the reports: set "
            "ASKREPORTS_ALLOW_REMOTE=yes to allow that, configure a sign-in, or listen on 127.0.0.1"
        )
    hosts = (*LOCAL_NAMES, *settings.hosts) if at_home or settings.hosts else ("*",)
    may_ingest = at_home if settings.allow_ingest is None else settings.allow_ingest
    return Listening(address, hosts, may_ingest, settings.reports)


def is_loopback(address: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
