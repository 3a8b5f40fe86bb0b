"""Broken and hostile Office files: each has its reason, and none costs more than its share."""

import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from ingest.document import RawReport
from ingest.errors import FileSkipped, Reason
from ingest.readers.office.read_office import MAX_PARTS, read_office
from ingest.readers.read import read

KINDS = ("docx", "pptx", "xlsx")


def skipped(read, file: Path) -> FileSkipped:
    with pytest.raises(FileSkipped) as caught:
        read(file)
    return caught.value


def outcome(read, file: Path) -> RawReport | Reason:
    try:
        return read(file)
    except FileSkipped as error:
        return error.reason


def saved(document, file: Path) -> Path:
    document.save(str(file))
    return file


def package(kind: str, file: Path) -> Path:
    if kind == "docx":
        document = docx.Document()
        document.add_paragraph("Some text.")
        return saved(document, file)
    if kind == "pptx":
        slides = pptx.Presentation()
        slides.slides.add_slide(slides.slide_layouts[5]).shapes.title.text = "Some text."
        return saved(slides, file)
    book = openpyxl.Workbook()
    book.active["A1"] = "Some text."
    return saved(book, file)


TEXT_PARTS = {
    "docx": "word/document.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
}


def replace_in(file: Path, part: str, old: bytes, new: bytes) -> None:
    """Rewrites one part of a package."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.fixture(params=KINDS)
def kind(request) -> str:
    return request.param


def test_a_whole_file_is_read(tmp_path, kind):
    (page,) = read_office(package(kind, tmp_path / f"a.{kind}")).pages
    assert page.text == "Some text."


def test_a_truncated_file_is_damaged(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    content = file.read_bytes()
    for length in (4, len(content) // 2, len(content) - 30):
        file.write_bytes(content[:length])
        assert skipped(read_office, file).reason == Reason.DAMAGED


def test_a_file_with_a_byte_changed_never_raises_anything_else(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    content = file.read_bytes()
    for place in range(0, len(content), len(content) // 60):
        file.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        result = outcome(read_office, file)
        assert isinstance(result, RawReport) or result in (Reason.DAMAGED, Reason.TOO_LARGE, Reason.LOCKED)


def test_broken_xml_is_damaged(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    replace_in(file, TEXT_PARTS[kind], b"</", b"<<")
    assert skipped(read_office, file).reason == Reason.DAMAGED


def test_what_is_no_office_file_is_damaged(tmp_path):
    archive = tmp_path / "plain.docx"
    with zipfile.ZipFile(archive, "w") as plain:
        plain.writestr("readme.txt", "no Office file")
    page = tmp_path / "page.docx"
    page.write_text("<html>saved with the wrong suffix</html>")
    for file in (archive, page):
        assert skipped(read_office, file).reason == Reason.DAMAGED


def test_content_decides_and_not_the_suffix(tmp_path, kind):
    for suffix in KINDS:
        (page,) = read(package(kind, tmp_path / f"renamed.{suffix}")).pages
        assert page.text == "Some text."


OTHER_TYPES = {
    "docx": (
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroEnabled",
        "ms-word.template.macroEnabledTemplate",
    ),
    "pptx": (
        "openxmlformats-officedocument.presentationml.slideshow",
        "openxmlformats-officedocument.presentationml.template",
        "ms-powerpoint.presentation.macroEnabled",
        "ms-powerpoint.slideshow.macroEnabled",
    ),
    "xlsx": ("openxmlformats-officedocument.spreadsheetml.template", "ms-excel.sheet.macroEnabled"),
}


@pytest.mark.parametrize(("kind", "other"), [(kind, one) for kind in KINDS for one in OTHER_TYPES[kind]])
def test_templates_shows_and_files_with_macros_are_read(tmp_path, kind, other):
    file = package(kind, tmp_path / f"a.{kind}")
    with zipfile.ZipFile(file) as archive:
        types = archive.read("[Content_Types].xml").decode()
    usual = re.search(r"application/vnd\.([\w.-]*)\.main\+xml", types)[1]
    replace_in(file, "[Content_Types].xml", usual.encode(), other.encode())
    (page,) = read(file).pages
    assert page.text == "Some text."


STRICT = (
    (
        rb"http://schemas.openxmlformats.org/(\w+)/2006/(?!relationships/metadata)",
        rb"http://purl.oclc.org/ooxml/\1/",
    ),
    (rb"(http://purl.oclc.org/ooxml/officeDocument/[\w/]*)extended-properties", rb"\1extendedProperties"),
)


def test_strict_open_xml_is_read(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            for transitional, strict in STRICT:
                is_package = b"http://schemas.openxmlformats.org/package"
                kept = content.replace(is_package, b"\0")
                content = re.sub(transitional, strict, kept).replace(b"\0", is_package)
            archive.writestr(name, content)
    (page,) = read(file).pages
    assert page.text == "Some text."


def test_a_file_with_a_password_is_locked(tmp_path, kind):
    file = tmp_path / f"a.{kind}"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    assert skipped(read_office, file).reason == Reason.LOCKED


def test_an_archive_with_a_password_is_locked(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    content = bytearray(file.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1  # the flag, in the directory of the archive
    file.write_bytes(content)
    assert skipped(read_office, file).reason == Reason.LOCKED


def test_an_empty_file_has_no_text(tmp_path, kind):
    file = tmp_path / f"a.{kind}"
    file.write_bytes(b"")
    assert skipped(read_office, file).reason == Reason.NO_TEXT


def test_a_file_without_any_text_has_no_text(tmp_path):
    assert skipped(read_office, saved(docx.Document(), tmp_path / "a.docx")).reason == Reason.NO_TEXT
    assert skipped(read_office, saved(openpyxl.Workbook(), tmp_path / "a.xlsx")).reason == Reason.NO_TEXT


def test_a_file_that_is_gone_is_unreadable(tmp_path, kind):
    assert skipped(read_office, tmp_path / f"gone.{kind}").reason == Reason.UNREADABLE


def test_a_zip_bomb_is_not_unpacked(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/bomb.xml", bytes(50_000_000))
    assert file.stat().st_size < 200_000
    assert skipped(read_office, file).reason == Reason.TOO_LARGE


def test_an_archive_of_very_many_parts_is_too_large(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(MAX_PARTS):
            archive.writestr(f"media/{number}", b"")
    assert skipped(read_office, file).reason == Reason.TOO_LARGE


def test_an_archive_that_lies_about_its_sizes_is_damaged(tmp_path):
    file = package("docx", tmp_path / "a.docx")
    replace_in(file, "word/document.xml", b"Some text.", b"Some text." + b" " * 100_000)
    content = bytearray(file.read_bytes())
    entry = content.rindex(b"word/document.xml") - 46  # in the directory of the archive
    content[entry + 24 : entry + 28] = (1_000).to_bytes(4, "little")
    file.write_bytes(content)
    assert skipped(read_office, file).reason == Reason.DAMAGED


def with_doctype(file: Path, part: str, doctype: str, entities: bytes) -> None:
    """Puts a document type before the root of a part, and entities where its text is."""
    with zipfile.ZipFile(file) as archive:
        xml = archive.read(part)
    root = xml[xml.index(b"<", xml.find(b"?>") + 1) :]
    replace_in(file, part, xml, doctype.encode() + root.replace(b"Some text.", entities))


@pytest.mark.parametrize("part", ["main", "docProps/core.xml", "[Content_Types].xml"])
def test_no_entity_is_resolved(tmp_path, kind, part):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    file = package(kind, tmp_path / f"a.{kind}")
    doctype = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "bomb"><!ENTITY b "&a;&a;">]>'
    with_doctype(file, TEXT_PARTS[kind] if part == "main" else part, doctype, b"&x;&b;")
    result = outcome(read_office, file)
    assert isinstance(result, RawReport) or result in (Reason.DAMAGED, Reason.NO_TEXT)
    assert "the secret" not in repr(result)
    assert "bombbomb" not in repr(result)


def test_entities_that_multiply_cost_nothing(tmp_path, kind):
    file = package(kind, tmp_path / f"a.{kind}")
    entities = '<!ENTITY e0 "0123456789">'
    entities += "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    with_doctype(file, TEXT_PARTS[kind], f"<!DOCTYPE x [{entities}]>", b"&e9;")
    result = outcome(read_office, file)
    assert isinstance(result, RawReport) or result in (Reason.DAMAGED, Reason.NO_TEXT)
    assert len(repr(result)) < 1_000
