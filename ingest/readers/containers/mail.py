"""E-mails (.eml): the message is a report, and so is each report attached to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.formats import suffix_of
from ingest.readers.markup.html import html_reading
from ingest.readers.members import Packed, members

MAX_BYTES = 200_000_000
MAX_ATTACHMENTS = 100

_SHOWN = ("From", "To", "Date", "Subject")
_FIELDS = {"Subject": "title", "From": "author", "Date": "date"}
_NO_REPORTS = ("image/", "audio/", "video/", "application/pgp-signature", "application/pkcs7-signature")
_RICHER = 1.5  # so many times the words of the plain text has the HTML of which it is a mere announcement
_MORE_WORDS = 20

T = TypeVar("T")


def read_mail(file: Path) -> RawReport:
    """An e-mail: its message as one page, and the files attached to it. Raises `FileSkipped`."""
    return _parsed(message_reading, read_bytes(file, MAX_BYTES))


def packed(data: bytes) -> list[Packed]:
    """The files attached to an e-mail, other e-mails among them."""
    return _parsed(files_of, data)


def _parsed(take: Callable[[EmailMessage], T], data: bytes) -> T:
    try:
        return take(message_from_bytes(data, policy=policy.default))
    except (FileSkipped, MemoryError):
        raise
    except Exception as error:  # headers that break the rules provoke anything at all
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error


def message_reading(message: EmailMessage) -> RawReport:
    """A message as one page, with its attachments. Raises `FileSkipped` where it has no header of one."""
    fields = {name: " ".join(plain(str(message[name])).split()) for name in _SHOWN if message[name]}
    if not fields:
        raise FileSkipped(Reason.DAMAGED, "has no header of an e-mail")
    parts = _parts(message)
    head = "\n".join(f"{name}: {text}" for name, text in fields.items())
    page = ReadPage("\n\n".join([head, *parts.texts]).strip())
    information = {_FIELDS[name]: text for name, text in fields.items() if name in _FIELDS}
    return RawReport((page,), information=information, members=members(_files(parts)))


def files_of(message: EmailMessage) -> list[Packed]:
    """The files attached to a message."""
    return list(_files(_parts(message)))


@dataclass(slots=True)
class _Parts:
    """What a message says, and the parts that are files."""

    texts: list[str] = field(default_factory=list)
    files: list[MIMEPart] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.texts)


def _parts(part: MIMEPart) -> _Parts:
    """The parts of a message, whatever they are wrapped in: some programs put files among alternatives."""
    if part.get_content_maintype() == "multipart":
        inner = [_parts(child) for child in part.iter_parts()]
        files = [file for one in inner for file in one.files]
        if part.get_content_subtype() == "alternative":
            return _Parts(_fullest(inner).texts, files)
        return _Parts([text for one in inner for text in one.texts], files)
    is_text = part.get_content_type() in ("text/plain", "text/html")
    if is_text and not part.get_filename() and not part.is_attachment():
        return _Parts([text] if (text := _text(part)) else [])
    return _Parts(files=[part])


def _fullest(alternatives: list[_Parts]) -> _Parts:
    """The first that is there, or one that says much more: it is then no other form of the same."""
    best = _Parts()
    for one in alternatives:
        if one.words > _RICHER * best.words + (_MORE_WORDS if best.words else 0):
            best = one
    return best


def _text(part: MIMEPart) -> str:
    """What a part says: as it was written, or what a browser would show of it."""
    data = _content(part)
    if not data.strip():
        return ""
    if part.get_content_type() == "text/html":
        try:
            return html_reading(data).pages[0].text.strip()
        except FileSkipped:  # nothing to be seen: a picture, a counter
            return ""
    return plain(decode(data, part.get_content_charset() or "")).strip()


def _files(parts: _Parts) -> Iterator[Packed]:
    files = (part for part in parts.files if not part.get_content_type().startswith(_NO_REPORTS))
    for part in islice(files, MAX_ATTACHMENTS):
        yield Packed(_name(part), partial(_content, part))


def _name(part: MIMEPart) -> str:
    """The name of an attachment; where it tells no format, its type or its content does."""
    from ingest.readers.read import READERS

    name = part.get_filename() or ""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        return f"{name or inner['Subject'] or 'message'}".removesuffix(".eml") + ".eml"
    if PurePosixPath(name).suffix.lower() in READERS:
        return name
    return f"{name or 'attachment'}{suffix_of(_content(part)) or ''}"


def _content(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return bytes(part.get_content())
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
