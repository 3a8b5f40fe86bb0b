"""Other names: short ones, acronyms, tickers, former names."""

import pytest

from ingest.document import RawReport, ReadPage
from ingest.facts.evidence import gather
from ingest.facts.organisation.aliases import find_aliases


def aliases_of(organisation: str, *pages: str, path: str = "x7q.pdf") -> tuple[str, ...]:
    return find_aliases(organisation, gather(RawReport(tuple(ReadPage(page) for page in pages)), path))


@pytest.mark.parametrize(
    ("organisation", "text", "alias"),
    [
        ("Quay Company, Inc.", "", "Quay"),
        ("Harbourcorp Communications Inc.", "Harbourcorp’s ships. Harbourcorp sails.", "Harbourcorp"),
        ("Pier Resorts International", "Pier Resorts grew, and Pier Resorts paid.", "Pier Resorts"),
        ("JQMorgan Pursue & Co.", "JQMorgan Pursue lends.", "JQMorgan"),
        ("Advanced Harbour Devices, Inc.", "AHD sells chips. AHD grows.", "AHD"),
        ("American Harbour Works", "American Harbour Works (“AHK” or the “Company”)", "AHK"),
        ("American Harpress Company", "Amhar cards and Amhar points.", "Amhar"),
        ("Agència de Ports i Costes", "L'Agència de Ports i Costes (APoC) treballa.", "APoC"),
        ("Fundació Puigvert", "La Puigvert ajuda. Puigvert creix. A Puigvert som.", "Puigvert"),
        ("Block Pier, Inc.", "Block Pier, Inc. (formerly known as Square Quay, Inc.) pays.", "Square Quay"),
        ("Puerto Vivo, S.A.", "Puerto Vivo, S.A. (antes denominada Muelle Viejo, S.A.)", "Muelle Viejo"),
        ("Port Institute", "Project acronym: HARBOUR", "HARBOUR"),
        ("Universidad del Puerto", "Acrónimo: AGUAVIVA", "AGUAVIVA"),
        ("Harbour & Harbour", "Common Stock HBH New York Stock Exchange", "HBH"),
        ("Harbour & Harbour", "Harbour & Harbour (NASDAQ: HBH) today", "HBH"),
    ],
)
def test_an_alias(organisation, text, alias):
    assert alias in aliases_of(organisation, text)


@pytest.mark.parametrize(
    ("organisation", "text", "no_alias"),
    [
        ("Quay Company, Inc.", 'Quay Company, Inc. (the "Company") sails.', "Company"),
        ("General Harbour, Inc.", "General notes. General terms.", "General"),
        ("Foot Harbour, Inc.", "A square foot. Foot traffic and Foot care.", "Foot"),
        ("Costly Quay, Inc.", "Common Stock COST New York Stock Exchange. The cost of sales.", "COST"),
        ("Quay & Quay", "Quay rose. Quay fell. Quay stood.", "Quay"),
        ("Quay Inc.", "Pier Inc. (formerly Mole Inc.) is no Quay Inc. of ours.", "Mole"),
    ],
)
def test_no_alias(organisation, text, no_alias):
    assert no_alias not in aliases_of(organisation, text)


def test_the_full_name_is_no_alias_of_itself():
    assert aliases_of("Quay", "QUAY sails. Quay (“Quay”)") == ()


def test_the_file_name_gives_a_name_that_the_report_does_not():
    assert "BLOCK" in aliases_of("Square, Inc.", "Square sells.", path="BLOCK_2016_10K.pdf")
    assert aliases_of("Square, Inc.", "Square sells.", path="k3j9x.pdf") == ("Square",)
