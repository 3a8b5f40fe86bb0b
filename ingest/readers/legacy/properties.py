"""What the author of an old Office file filled in: its summary information, by olefile."""

import codecs
from io import BytesIO

from ingest.readers.characters import plain

_FIELDS = {"title": "title", "author": "author", "subject": "subject", "keywords": "keywords"}
_USUAL = "cp1252"
_CODE_PAGES = {65001: "utf-8", 10000: "mac_roman"}


def properties_of(data: bytes) -> dict[str, str]:
    """The fields of a compound file, those of older files being none."""
    import olefile

    if not olefile.isOleFile(data=data):
        return {}
    with olefile.OleFileIO(BytesIO(data)) as ole:
        found = ole.get_metadata()
    encoding = _encoding(found.codepage)
    texts = {name: _decoded(getattr(found, field), encoding) for field, name in _FIELDS.items()}
    if found.create_time:
        texts["created"] = found.create_time.isoformat()
    return {name: text for name, text in texts.items() if text}


def _encoding(code_page: int | None) -> str:
    name = _CODE_PAGES.get((code_page or 0) & 0xFFFF, f"cp{(code_page or 0) & 0xFFFF}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _USUAL


def _decoded(value: object, encoding: str) -> str:
    text = value.decode(encoding, "replace") if isinstance(value, bytes) else value
    return " ".join(plain(text).split()) if isinstance(text, str) else ""
