"""What a server allows: names it is called by, sizes, rates and times."""

from dataclasses import dataclass

from askreports.settings import ServerSettings

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


def policy_of(settings: ServerSettings, hosts: tuple[str, ...], cores: int) -> Policy:
    """The policy of a server with these settings, which is called by these names."""
    return Policy(
        hosts=hosts,
        origins=settings.origins,
        rate=settings.rate,
        queue=settings.queue,
        at_once=max(1, cores),
        seconds=settings.request_seconds,
        log_questions=settings.log_questions,
    )
