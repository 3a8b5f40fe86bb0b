"""Messages as Outlook saves them, for tests."""

import struct
from dataclasses import dataclass

from compound_file import Folder, compound_file

_TEXT, _BYTES, _TIME, _OBJECT = 0x001F, 0x0102, 0x0040, 0x000D
_SUBJECT, _SENDER, _ADDRESS, _TO, _BODY, _HTML = 0x0037, 0x0C1A, 0x5D01, 0x0E04, 0x1000, 0x1013
_RTF, _SENT, _DATA, _LONG_NAME, _TYPE = 0x1009, 0x0039, 0x3701, 0x3707, 0x370E
_SECONDS_TO_1970 = 11_644_473_600


@dataclass(frozen=True)
class Note:
    """A message; `files` are its attachments by name: bytes, or another message."""

    subject: str = "Report"
    body: str = ""
    html: bytes = b""
    rtf: bytes = b""
    files: tuple[tuple[str, "bytes | Note"], ...] = ()


def msg(note: Note) -> bytes:
    """The bytes of a .msg file."""
    return compound_file(_folder(note, header=32))


def _folder(note: Note, header: int) -> Folder:
    values: dict[tuple[int, int], bytes] = {
        (_SUBJECT, _TEXT): note.subject.encode("utf-16-le"),
        (_SENDER, _TEXT): "Ada Ek".encode("utf-16-le"),
        (_ADDRESS, _TEXT): "ada@example.org".encode("utf-16-le"),
        (_TO, _TEXT): "Bo Dal".encode("utf-16-le"),
        (_BODY, _TEXT): note.body.encode("utf-16-le"),
        (_HTML, _BYTES): note.html,
        (_RTF, _BYTES): note.rtf,
    }
    folder = _with_properties({key: value for key, value in values.items() if value}, header, len(note.files))
    for number, (name, content) in enumerate(note.files):
        folder[f"__attach_version1.0_#{number:08X}"] = _attachment(name, content)
    return folder


def _attachment(name: str, content: bytes | Note) -> Folder:
    values = {(_LONG_NAME, _TEXT): name.encode("utf-16-le")} if name else {}
    if isinstance(content, bytes):
        return _with_properties({**values, (_DATA, _BYTES): content}, 8)
    return {**_with_properties(values, 8), "__substg1.0_3701000D": _folder(content, header=24)}


def _with_properties(values: dict[tuple[int, int], bytes], header: int, attachments: int = 0) -> Folder:
    listed = b"".join(
        struct.pack("<HHIQ", kind, number, 6, len(value)) for (number, kind), value in values.items()
    )
    sent = struct.pack("<HHIQ", _TIME, _SENT, 6, (1_700_000_000 + _SECONDS_TO_1970) * 10_000_000)
    counts = struct.pack("<8x4I", 0, attachments, 0, attachments).ljust(header, b"\0")[:header]
    folder: Folder = {
        f"__substg1.0_{number:04X}{kind:04X}": value for (number, kind), value in values.items()
    }
    return {**folder, "__properties_version1.0": counts + listed + (sent if header > 8 else b"")}
