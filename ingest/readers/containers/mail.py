"""E-mails (.eml) -> Reading: the message first, then the reports attached to it."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from itertools import islice
from pathlib import Path, PurePosixPath

from ingest.document import RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.characters import plain
from ingest.readers.containers.bundle import Member, joined, read_member
from ingest.readers.contents import read_bytes
from ingest.readers.encoding import decode
from ingest.readers.markup.html import html_reading

MAX_BYTES = 200_000_000
MAX_ATTACHMENTS = 100

_SHOWN = ("From", "To", "Date", "Subject")
_FIELDS = {"Subject": "title", "From": "author", "Date": "date"}


def read_mail(file: Path) -> RawReport:
    """An e-mail as one report. Attached e-mails and archives are passed over. Raises `FileSkipped`."""
    data = read_bytes(file, MAX_BYTES)
    try:
        return _reading(message_from_bytes(data, policy=policy.default))
    except (FileSkipped, MemoryError):
        raise
    except Exception as error:  # headers that break the rules provoke anything at all
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error


def _reading(message: EmailMessage) -> RawReport:
    fields = {name: " ".join(plain(str(message[name])).split()) for name in _SHOWN if message[name]}
    if not fields:
        raise FileSkipped(Reason.DAMAGED, "has no header of an e-mail")
    head = "\n".join(f"{name}: {text}" for name, text in fields.items())
    letter = Member(
        fields.get("Subject") or "Message", RawReport((ReadPage(f"{head}\n\n{_body(message)}".strip()),))
    )
    attached = islice(_attached(message), MAX_ATTACHMENTS)
    information = {_FIELDS[name]: text for name, text in fields.items() if name in _FIELDS}
    return joined([letter, *attached], information)


def _body(message: EmailMessage) -> str:
    """The text of the message: as it was written, or what a browser would show of it."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    data = _content(part)
    if not data.strip():
        return ""
    if part.get_content_type() == "text/html":
        return html_reading(data).pages[0].text
    return plain(decode(data, part.get_content_charset() or ""))


def _attached(message: EmailMessage) -> Iterator[Member]:
    from ingest.readers.read import READERS

    for part in message.iter_attachments():
        name = part.get_filename() or ""
        if PurePosixPath(name).suffix.lower() in READERS.keys() - {".eml", ".zip"}:
            yield read_member(name, _content(part))


def _content(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
