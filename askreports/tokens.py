"""Tokens for REST and MCP: who may ask, until when, and about which collections.

They are stored beside the index folder, so that a copy of the index contains none, and only as hashes: a
token is shown once, when it is created. It is random and long, so a plain SHA-256 cannot be turned back.
"""

import ipaddress
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from threading import Lock

import msgspec

from askreports.errors import BadToken

_PREFIX = "askreports"


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token. `collections` is None where it may see everything; times are UTC (ISO 8601).

    `may_change` says that reports may be added and removed with it.
    """

    id: str
    name: str
    digest: str
    collections: tuple[str, ...] | None
    created: str
    expires: str | None = None
    may_change: bool = False
    revoked: bool = False

    def is_valid(self, now: datetime) -> bool:
        """Whether it may be used at a moment."""
        return not self.revoked and (self.expires is None or now < datetime.fromisoformat(self.expires))


def tokens_file(index: Path) -> Path:
    """The file of the tokens of an index: `.askreports-tokens.json` for `.askreports`."""
    folder = index.absolute()
    return folder.with_name(f"{folder.name}-tokens.json")


class Tokens:
    """The tokens in a file. Threads may share it; a change in the file counts from the next request on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = Lock()
        self._state: tuple[int, int] | None = None
        self._kept: tuple[Token, ...] = ()

    def all(self) -> tuple[Token, ...]:
        """Every token that was ever created, the revoked ones too. Raises `BadToken`."""
        with self._lock:
            try:
                stat = self._file.stat()
                state = stat.st_mtime_ns, stat.st_ino
                if state != self._state:
                    self._kept = msgspec.json.decode(self._file.read_bytes(), type=tuple[Token, ...])
                    self._state = state
            except FileNotFoundError:
                self._kept, self._state = (), None
            except (OSError, ValueError) as error:
                raise BadToken(f"{self._file} cannot be read ({error}): mend or delete it") from error
            return self._kept

    def required(self) -> bool:
        """Whether there have ever been tokens: from then on nobody gets in without one."""
        return bool(self.all())

    def find(self, secret: str) -> Token | None:
        """The valid token that was shown as `secret`; None where it is unknown, expired or revoked."""
        digest = _digest(secret)
        found = [token for token in self.all() if compare_digest(token.digest, digest)]
        return found[0] if found and found[0].is_valid(datetime.now(UTC)) else None

    def bearer(self, authorization: str) -> Token | None:
        """The valid token of a header such as `Bearer SECRET`; None where it has none."""
        scheme, _, secret = authorization.partition(" ")
        return self.find(secret.strip()) if scheme.casefold() == "bearer" else None

    def create(
        self,
        name: str,
        collections: Collection[str] | None = None,
        expires: timedelta | None = None,
        may_change: bool = False,
    ) -> tuple[Token, str]:
        """A new token, and the secret that nobody can see again."""
        now, secret = datetime.now(UTC), f"{_PREFIX}-{secrets.token_urlsafe(32)}"
        token = Token(
            id=secrets.token_hex(4),
            name=name,
            digest=_digest(secret),
            collections=None if collections is None else tuple(sorted(collections)),
            created=now.isoformat(timespec="seconds"),
            expires=None if expires is None else (now + expires).isoformat(timespec="seconds"),
            may_change=may_change,
        )
        with self._writing() as tokens:
            tokens.append(token)
        return token, secret

    def revoke(self, name: str) -> list[Token]:
        """Revokes the tokens with this id or name. Raises `BadToken` where there is none."""
        with self._writing() as tokens:
            wanted = [token for token in tokens if name in (token.id, token.name) and not token.revoked]
            if not wanted:
                raise BadToken(f"there is no token {name!r}: 'askreports token list' shows them")
            tokens[:] = [replace(token, revoked=True) if token in wanted else token for token in tokens]
        return wanted

    @contextmanager
    def _writing(self) -> Iterator[list[Token]]:
        """The tokens as a list, which is written in one step at the end."""
        from filelock import FileLock

        new = self._file.with_name(f"{self._file.name}.new")
        with FileLock(self._file.with_name(f"{self._file.name}.lock")):
            tokens = list(self.all())
            yield tokens
            content = msgspec.json.format(msgspec.json.encode(tokens), indent=1)
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            new.replace(self._file)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone: beyond it, a server takes tokens."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
