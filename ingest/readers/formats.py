"""Which format the bytes of a file have, whatever its name says."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

_BEGINNINGS = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"<!DOCTYPE HTML": ".html", b"<HTML": ".html"}
_PARTS = {"word/": ".docx", "ppt/": ".pptx", "xl/": ".xlsx"}  # folders of an Office file
_TYPES = {
    b"application/epub+zip": ".epub",
    b"application/vnd.oasis.opendocument.text": ".odt",
}


def suffix_of(data: bytes) -> str:
    """The suffix that files of this content mostly have; empty where the content does not tell."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, suffix in _BEGINNINGS.items():
        if head.upper().startswith(beginning.upper()):
            return suffix
    return _of_archive(data) if head.startswith(b"PK\x03\x04") else ""


def _of_archive(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:100].strip() if "mimetype" in names else b""
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        return ""
    if kind in _TYPES:
        return _TYPES[kind]
    if "[Content_Types].xml" in names:
        return next((suffix for folder, suffix in _PARTS.items() if _has(names, folder)), ".zip")
    return ".zip"


def _has(names: list[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)
