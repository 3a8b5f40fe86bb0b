"""Office packages as the libraries take them: of which kind one is by its content, its dialects made plain.

Templates, slide shows and files with macros say of themselves that they are something else, and Strict Open
XML has other names for everything. No macro is kept or run.
"""

import re
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

WORD, SLIDES, SHEETS, TEXT, OTHER = "word", "slides", "sheets", "text", ""

_TYPES_PART = "[Content_Types].xml"
_MAIN = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.(wordprocessing|presentation|spreadsheet)ml|"
    rb"ms-(word|powerpoint|excel))\.[\w.]*main\+xml"
)
_KINDS = {
    b"wordprocessing": WORD,
    b"word": WORD,
    b"presentation": SLIDES,
    b"powerpoint": SLIDES,
    b"spreadsheet": SHEETS,
    b"excel": SHEETS,
}
_PLAIN = "application/vnd.openxmlformats-officedocument."
_PLAIN_TYPES = {
    WORD: f"{_PLAIN}wordprocessingml.document.main+xml".encode(),
    SLIDES: f"{_PLAIN}presentationml.presentation.main+xml".encode(),
    SHEETS: f"{_PLAIN}spreadsheetml.sheet.main+xml".encode(),
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]*)")
_OTHER_NAMES = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}


def kind_of(package: bytes) -> str:
    """What the package is: `WORD`, `SLIDES`, `SHEETS`, `TEXT` (OpenDocument), or `OTHER`."""
    with ZipFile(BytesIO(package)) as archive:
        names = archive.namelist()
        if "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
            return TEXT
        if "content.xml" in names and "mimetype" not in names:  # as some programs leave it
            return TEXT
        found = _MAIN.search(archive.read(_TYPES_PART)) if _TYPES_PART in names else None
    return _KINDS[found[1] or found[2]] if found else OTHER


def in_plain_form(package: bytes, kind: str) -> bytes:
    """The package as the usual file of its kind, unless it is one already."""
    if kind not in _PLAIN_TYPES:
        return package
    with ZipFile(BytesIO(package)) as archive:
        main = _MAIN.search(archive.read(_TYPES_PART))
        is_plain = main is not None and main[0] == _PLAIN_TYPES[kind]
        is_strict = any(_STRICT in archive.read(name) for name in _described(archive))
        if is_plain and not is_strict:
            return package
        out = BytesIO()
        with ZipFile(out, "w", ZIP_STORED) as plain:
            for name in dict.fromkeys(archive.namelist()):
                content = archive.read(name)
                if name == _TYPES_PART:
                    content = _MAIN.sub(_PLAIN_TYPES[kind], content)
                elif is_strict and name.endswith((".xml", ".rels")):
                    content = _STRICT_NAME.sub(_transitional, content)
                plain.writestr(name, content)
    return out.getvalue()


def _described(archive: ZipFile) -> list[str]:
    """The parts that name the parts: in Strict Open XML by other names."""
    return [name for name in archive.namelist() if name == "_rels/.rels"]


def _transitional(strict: re.Match[bytes]) -> bytes:
    rest = b"/".join(_OTHER_NAMES.get(part, part) for part in strict[2].split(b"/"))
    return b"http://schemas.openxmlformats.org/" + strict[1] + b"/2006/" + rest
