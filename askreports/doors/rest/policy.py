"""What a server allows: names it is called by, sizes, rates and times. Read once, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from askreports.errors import BadListening

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits of a server.

    `hosts` are the names that requests may call it by, `*` for any. `origins` are other sites whose web pages
    may call it (CORS). `rate` is how many requests a minute one token, or one address without a token,
    may make; 0 for any number. `queue` is how many requests may wait, `at_once` how many are worked on.
    Sizes are in bytes, times in seconds.
    """

    hosts: tuple[str, ...] = ("*",)
    origins: tuple[str, ...] = ()
    rate: int = 0
    queue: int = 256
    at_once: int = 1
    max_body: int = 1_000_000
    max_upload: int = 200_000_000
    seconds: float = 120.0
    log_questions: bool = False


def policy_from_environment(hosts: tuple[str, ...], environment: Mapping[str, str] = os.environ) -> Policy:
    """The policy of `ASKREPORTS_CORS_ORIGINS`, `_RATE`, `_QUEUE`, `_REQUEST_SECONDS` and `_LOG_QUESTIONS`.

    Raises `BadListening` where one is misspelt.
    """
    usual = Policy()
    return Policy(
        hosts=hosts,
        origins=names_in(environment, "ASKREPORTS_CORS_ORIGINS"),
        rate=_number(environment, "ASKREPORTS_RATE", usual.rate),
        queue=_number(environment, "ASKREPORTS_QUEUE", usual.queue),
        at_once=max(1, os.cpu_count() or 1),
        seconds=_number(environment, "ASKREPORTS_REQUEST_SECONDS", int(usual.seconds)) or usual.seconds,
        log_questions=environment.get("ASKREPORTS_LOG_QUESTIONS") == "yes",
    )


def names_in(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The parts of a variable that are separated by commas."""
    return tuple(part.strip() for part in environment.get(name, "").split(",") if part.strip())


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    said = environment.get(name, "").strip()
    if not said:
        return default
    if not said.isdecimal():
        raise BadListening(f"{name} is {said!r}: set a whole number")
    return int(said)
