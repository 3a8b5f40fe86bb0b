"""What readers hand over: plain characters in every field, whatever a file holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.document import Heading, RawReport, ReadPage
from ingest.errors import FileSkipped, Reason
from ingest.readers.read import READERS, handed_over, read

ANY = st.text(alphabet=st.characters(codec=None), max_size=40)  # lone surrogates and controls, too
ODD = st.lists(
    st.sampled_from(
        ["\x00", "\ud800", "\udc00", "\ufb01", "\u00ad", "\u00ad\n", "\u00a0", "\u2009", "\x1b", "\f"]
    )
    | st.sampled_from(
        ["a", "é", "e\u0301", "-\n", "\r\n", "\u2028", "\ufffe", "\U0001f600", "\x85", "\uffff"]
    )
).map("".join)
TEXTS = ANY | ODD
READINGS = st.builds(
    RawReport,
    pages=st.lists(st.builds(ReadPage, text=TEXTS, label=TEXTS), max_size=4).map(tuple),
    outline=st.lists(st.builds(Heading, title=TEXTS, page=st.integers(1, 4)), max_size=3).map(tuple),
    information=st.dictionaries(TEXTS, TEXTS, max_size=3),
)


def fields(reading):
    lines = [page.label for page in reading.pages] + [heading.title for heading in reading.outline]
    for name, text in reading.information.items():
        lines += [name, text]
    return [page.text for page in reading.pages], lines


@given(READINGS)
def test_no_field_holds_what_breaks_utf8_json_or_a_line(reading):
    texts, lines = fields(handed_over(reading))
    for text in texts + lines:
        assert json.loads(json.dumps(text).encode()) == text == text.encode().decode()
        assert not any((char < " " and char not in "\n\t") or "\x7f" <= char <= "\x9f" for char in text)
        assert not set(text) & set("\u00a0\u00ad\u200b\u2009\ufb01\ufeff\ufffe\uffff\u2028")
    assert not any("\n" in line or "\t" in line for line in lines)


@given(READINGS)
def test_handing_over_twice_changes_nothing_more(reading):
    once = handed_over(reading)
    assert handed_over(once) == once


@given(READINGS)
def test_offsets_stay_true_after_it(reading):
    pages = clean(handed_over(reading).pages)
    whole = "\f".join(page.text for page in pages)
    assert all(whole[page.start :].startswith(page.text) for page in pages)


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_a_file_of_any_format_may_be_empty_or_rubbish(tmp_path, suffix):
    for content in (b"", b"\x00" * 100, bytes(range(256)) * 4):
        file = tmp_path / f"report{suffix}"
        file.write_bytes(content)
        with pytest.raises(FileSkipped):
            read(file)


def test_a_format_without_a_reader_is_unsupported(tmp_path):
    file = tmp_path / "report.xyz"
    file.write_bytes(b"text")
    with pytest.raises(FileSkipped) as caught:
        read(file)
    assert caught.value.reason is Reason.UNSUPPORTED
