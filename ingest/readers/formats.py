"""Which format the bytes of a file have, whatever its name says."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_BEGINNINGS = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"<!DOCTYPE HTML": ".html", b"<HTML": ".html"}
_PARTS = {"word/": ".docx", "ppt/": ".pptx", "xl/": ".xlsx"}  # folders of an Office file
_STREAMS = {  # of a compound file, which Office wrote before 2007
    "WordDocument": ".doc",
    "PowerPoint Document": ".ppt",
    "Workbook": ".xls",
    "Book": ".xls",
    "__properties_version1.0": ".msg",
}
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = b"PK\x03\x04"
_OF_OFFICE = frozenset(
    ".doc .dot .docx .docm .dotx .dotm .xls .xlt .xlsx .xlsm .xltx .xltm "
    ".ppt .pps .pot .pptx .pptm .ppsx .ppsm .potx .potm".split()
)
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
    if head.startswith(_COMPOUND_FILE):
        return _of_compound_file(data)
    return _of_archive(data) if head.startswith(_PACKAGE) else ""


def suffix_by_content(suffix: str, file: Path) -> str:
    """The suffix by which a file is to be read. As for Office itself, what is in one of its files decides;
    of another file, or where the content does not tell, it is `suffix`.
    """
    if suffix.lower() not in _OF_OFFICE:
        return suffix
    with file.open("rb") as stream:
        head = stream.read(1024)
    if head.startswith(_PACKAGE):
        return ".docx"  # of all packages it is one reader that looks into them
    return suffix_of(file.read_bytes() if head.startswith(_COMPOUND_FILE) else head) or suffix


def _of_compound_file(data: bytes) -> str:
    """Empty for one that is encrypted, or of no known program."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            return next((suffix for stream, suffix in _STREAMS.items() if ole.exists(stream)), "")
    except (OSError, ValueError, IndexError, TypeError, RecursionError):  # folders may hold themselves
        return ""


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
