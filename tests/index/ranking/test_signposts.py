"""Covers and tables of contents point at pages; tables of figures do not."""

import pytest

from index.ranking.signposts import is_signpost
from ingest.document import Page

CONTENTS = """Contents
Letter from the chair  iii
1. The year  1
Members  1
2. Governance  2
Auditor  4
3. Finances  12"""
FORM = """Item 1. Business ........ 4
Item 1A. Risk factors ........ 10
Item 2. Properties 22
Item 3. Legal 23
Part II 25"""
FIGURES = """Members by type
Start-ups  96
Large firms  15
Hospitals  13
Universities  14
Service firms  9
Total  147"""
PROSE = "The board met in May 2021.\nIt chose a new chair.\n" * 20


def signpost(number, text, page_count=20):
    return is_signpost(Page(number, str(number), text, 0, 0, len(text)), page_count)


@pytest.mark.parametrize("text", [CONTENTS, FORM])
def test_a_table_of_contents_on_any_page(text):
    assert signpost(3, text)


def test_a_cover():
    assert signpost(1, "Harbour Foundation\nAnnual report 2021")
    assert not signpost(7, "Harbour Foundation\nAnnual report 2021")
    assert not signpost(1, "Harbour awarded 27 grants in 2021.", page_count=1)


@pytest.mark.parametrize("text", [FIGURES, PROSE])
def test_other_pages(text):
    assert not signpost(3, text)
