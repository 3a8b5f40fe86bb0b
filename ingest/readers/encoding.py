"""Bytes that should be text -> text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from ingest.errors import FileSkipped, Reason

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 1 << 18  # enough to tell the encoding, whatever the size of the file
_LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
_CYRILLIC_GREEK_SEMITIC = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"]
_EAST_ASIAN = ["shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"]
_ANY = _LATIN + _CYRILLIC_GREEK_SEMITIC + _EAST_ASIAN
_ACCENTS = 0.1  # share of bytes beyond ASCII; with fewer of them the letters are Latin
_DOUBT = 0.03  # differences in charset-normalizer's measures that say nothing

_OTHER_FORMATS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"{\\rtf": "rich text",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_NOT_TEXT_SHARE = 0.05


def decode(data: bytes, declared: str = "") -> str:
    """The text in `data`: by byte order mark, as UTF-8, as `declared` in the file itself, or as detected.

    Raises `FileSkipped`: damaged when the bytes begin like another format, unreadable when they are no text.
    """
    for beginning, name in _OTHER_FORMATS.items():
        if data.startswith(beginning):
            raise FileSkipped(Reason.DAMAGED, f"begins like {name}")
    text = _decoded(data, declared).removeprefix("\ufeff")
    sample = text[:_SAMPLE_BYTES]
    if len(_NOT_TEXT.findall(sample)) > _NOT_TEXT_SHARE * len(sample):
        raise FileSkipped(Reason.UNREADABLE, "binary data, not text")
    return text


def _decoded(data: bytes, declared: str) -> str:
    if wide := _wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass  # the usual way to learn that it is something else
    if _is_broken_utf8(data):
        return data.decode("utf-8", "replace")
    return _as_declared(data, declared) or data.decode(_detected(data), "replace")


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 by its mark; UTF-16 without one by the zero bytes beside Latin letters; or ''."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    many, few = 0.2 * len(sample), 0.02 * len(sample)
    if second > many and first <= few:
        return "utf-16-le"
    return "utf-16-be" if first > many and second <= few else ""


def _is_broken_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with a few bad bytes: in no other encoding do sequences of several bytes fit."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii - bad > 10 * bad


def _as_declared(data: bytes, declared: str) -> str:
    """Text in the encoding that the file names, or '' when there is none or it does not fit."""
    name = declared.lower()
    if not name or name.startswith(("utf", "unicode")):  # it would have been read as such already
        return ""
    if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        name = "cp1252"  # as every browser does: the files are written on Windows
    try:
        return data.decode(name, "replace" if name == "cp1252" else "strict")
    except (LookupError, UnicodeError):
        return ""


def _detected(data: bytes) -> str:
    """The encoding that charset-normalizer holds likeliest. Raises `FileSkipped` when it knows none."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    sample = sample[: sample.rfind(b"\n") + 1] or sample  # not in the middle of a character
    is_latin = sum(byte > 127 for byte in sample) < _ACCENTS * len(sample)
    matches = list(from_bytes(sample, cp_isolation=_LATIN if is_latin else _ANY))
    if matches:
        return _likeliest(matches)
    if is_latin:
        return "cp1252"
    raise FileSkipped(Reason.UNREADABLE, "neither UTF-8 nor any other known encoding")


def _likeliest(matches: list[CharsetMatch]) -> str:
    """The best match; but Windows-1252, by far the most frequent, where it is about as good."""
    best = matches[0]
    for match in matches:
        as_good = match.chaos <= best.chaos + _DOUBT and match.coherence >= best.coherence - _DOUBT
        if as_good and "cp1252" in match.could_be_from_charset:
            return "cp1252"
    return best.encoding
