"""Every report has a title: its own, or one composed of what is known."""

from ingest.document import RawReport, ReadPage
from ingest.facts.evidence import gather
from ingest.facts.titles import find_title


def title_of(
    cover: str, organisation: str, period: str, kind: str, path: str = "x7q.pdf", **information: str
) -> str:
    reading = RawReport((ReadPage(cover),), information=information)
    return find_title(gather(reading, path), organisation, period, kind)


def test_the_title_that_the_file_gives_itself_if_its_pages_show_it():
    cover = "Ports at work\nHarbour Watch, annual report 2021"
    given = title_of(
        cover, "Harbour Watch", "2021", "annual report", title="Harbour Watch - Ports at work 2021"
    )
    assert given == "Harbour Watch - Ports at work 2021"


def test_a_title_in_the_information_that_the_pages_do_not_show_is_not_believed():
    assert title_of("Memòria anual 2021", "Port", "2021", "annual report", title="Plantilla corporativa") == (
        "Port: Memòria anual 2021"
    )


def test_a_form_has_no_title_of_its_own():
    cover = "SECURITIES AND EXCHANGE COMMISSION\nFORM 10-K\nHarbour Inc. Proxy 2018"
    given = title_of(cover, "Harbour Inc.", "2018", "annual report", title="Harbour Inc. Proxy 2018")
    assert given == "Harbour Inc. annual report 2018"


def test_a_cover_line_is_completed():
    assert title_of("Memòria anual", "Port", "2021", "annual report") == "Port: Memòria anual 2021"
    assert title_of("PORT ANNUAL REPORT 2021", "Port", "2021", "annual report") == "Port annual report 2021"
    assert title_of("Annual Report and\nAccounts", "Port", "2021", "annual report") == (
        "Port: Annual Report and Accounts 2021"
    )


def test_what_is_known_makes_a_title():
    assert title_of("Harbour", "Harbour", "2023 Q2", "earnings release") == "Harbour earnings release 2023 Q2"


def test_a_title_is_never_empty():
    assert title_of("Ports at work", "", "", "report") == "Ports at work"
    assert title_of("", "", "", "report", path="in/harbour-notes.pdf") == "harbour notes"
    assert title_of("12 | 34", "", "", "report", path="a.pdf") == "a"
