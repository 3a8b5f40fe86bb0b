"""E-mails as Outlook saves them (.msg), by python-oxmsg: read as the message that was sent."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path

from olefile import OleFileIO
from oxmsg.domain import constants
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.containers.mail import MAX_BYTES, files_of, message_reading
from ingest.readers.contents import read_bytes
from ingest.readers.members import Packed

_HEADER = 32  # bytes before the properties of a message
_HEADER_INSIDE = 24  # of a message inside another one
_HEADER_OF_ATTACHMENT = 8
_MESSAGE_INSIDE = "__substg1.0_3701000D"  # the storage of an attachment that is a message
_DISPLAY_TO = 0x0E04
_DELIVERED = 0x0E06
_COMPRESSED_RTF = 0x1009
_SHORT_NAMES = (constants.PID_ATTACH_LONG_FILENAME, constants.PID_ATTACH_FILENAME, 0x3001)
_MAX_DEPTH = 5  # of messages inside messages


def read_outlook(file: Path) -> RawReport:
    """An e-mail: its message as one page, and the files attached to it. Raises `FileSkipped`."""
    return message_reading(_message(read_bytes(file, MAX_BYTES)))


def packed(data: bytes) -> list[Packed]:
    """The files attached to it, other e-mails among them."""
    return files_of(_message(data))


def _message(data: bytes) -> EmailMessage:
    try:
        with OleFileIO(BytesIO(data)) as ole:
            storage = Storage.from_ole(ole)
        return _as_sent(storage, _HEADER, 0)
    except MemoryError:
        raise
    except Exception as error:  # what the library raises over a broken file is any type at all
        raise FileSkipped(Reason.DAMAGED, f"{type(error).__name__}: {error}"[:200]) from error


def _as_sent(storage: Storage, header: int, depth: int) -> EmailMessage:
    """The message of a storage; the same one always gives the same bytes."""
    properties = Properties(storage, properties_header_offset=header)
    message = EmailMessage()
    for name, text in _fields(properties):
        message[name] = " ".join(text.split())
    _add_texts(message, properties)
    attached = [one for each in storage.iter_attachment_storages() if (one := _attached(each, depth))]
    if attached:
        message.make_mixed(boundary=f"part of {depth}")
        for part in attached:
            message.attach(part)
    return message


def _fields(properties: Properties) -> Iterator[tuple[str, str]]:
    name = properties.str_prop_value(constants.PID_SENDER_NAME)
    address = properties.str_prop_value(constants.PID_SENDER_SMTP_ADDRESS) or properties.str_prop_value(
        constants.PID_SENDER_EMAIL_ADDRESS
    )
    sender = f"{name} <{address}>" if name and address and "@" in address else name or address
    sent = properties.date_prop_value(constants.PID_CLIENT_SUBMIT_TIME) or properties.date_prop_value(
        _DELIVERED
    )
    fields = {
        "From": sender,
        "To": properties.str_prop_value(_DISPLAY_TO),
        "Date": format_datetime(sent) if sent else None,
        "Subject": properties.str_prop_value(constants.PID_SUBJECT),
    }
    return ((field, text) for field, text in fields.items() if text)


def _add_texts(message: EmailMessage, properties: Properties) -> None:
    """What it says: as plain text, and as HTML where it has that."""
    written = properties.str_prop_value(constants.PID_BODY_HTML)  # older programs write letters, not bytes
    html = properties.binary_prop_value(constants.PID_HTML) or (written or "").encode()
    text = properties.str_prop_value(constants.PID_BODY) or ("" if html else _rich_text(properties))
    message.set_content(text or "", cte="base64")
    if html:
        message.make_alternative(boundary="alternatives")
        message.add_alternative(html, maintype="text", subtype="html", cte="base64")


def _rich_text(properties: Properties) -> str:
    from compressed_rtf import decompress

    from ingest.readers.markup.rtf import rtf_text

    packed_text = properties.binary_prop_value(_COMPRESSED_RTF)
    return rtf_text(decompress(packed_text).decode("latin-1")) if packed_text else ""


def _attached(storage: Storage, depth: int) -> EmailMessage | None:
    """An attachment as a part; None for a mere link, or a message too far inside."""
    properties = Properties(storage, properties_header_offset=_HEADER_OF_ATTACHMENT)
    name = next(filter(None, map(properties.str_prop_value, _SHORT_NAMES)), "")
    part = EmailMessage()
    inside = next((one for one in storage.storages if one.name == _MESSAGE_INSIDE), None)
    if inside:
        if depth == _MAX_DEPTH:
            return None
        part.set_content(_as_sent(inside, _HEADER_INSIDE, depth + 1), filename=name or None)
        return part
    data = properties.binary_prop_value(constants.PID_ATTACH_DATA_BINARY)
    if not data:
        return None
    kind = properties.str_prop_value(constants.PID_ATTACH_MIME_TAG) or guess_type(name)[0] or ""
    main, _, sub = (kind if kind.count("/") == 1 else "application/octet-stream").partition("/")
    part.set_content(data, maintype=main, subtype=sub, disposition="attachment", filename=name or None)
    return part
