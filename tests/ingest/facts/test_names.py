"""Names are told from other lines, shortened and made readable."""

import pytest

from ingest.facts.names import is_acronym, is_name, readable, short_name, tidy
from ingest.facts.title_lines import without_kind


@pytest.mark.parametrize(
    "name",
    [
        "Biblioteca Municipal",
        "Agence régionale de l’énergie",
        "Harbour project",
        "3M Company",
        "eBay Inc.",
        "AT&T Inc.",
        "European Central Bank",
        "Bayerische Innovationsagentur für Umwelttechnik GmbH",
    ],
)
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Contents",
        "Foundation",
        "Table of contents",
        "Letter from the president",
        "the board met four times",
        "Revenue 12 %",
        "www.harbour.org",
        "3. Results of the year",
        "Tel. 93 2345678",
        "Annual Report",
        "We are glad to present. The year was good",
    ],
)
def test_other_lines(line):
    assert not is_name(line)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("The Harbour Company, Inc.", "Harbour"),
        ("Harbour & Co.", "Harbour"),
        ("Harbour.com, Inc.", "Harbour"),
        ("Puertos del Norte, S.A.U.", "Puertos del Norte"),
        ("Hafenwerk GmbH & Co. KG", "Hafenwerk"),
        ("Porti Liguri S.p.A.", "Porti Liguri"),
        ("Harbour Johnson & Johnson", "Harbour Johnson & Johnson"),
        ("Fundació Port", "Fundació Port"),
        ("Inc.", "Inc."),
    ],
)
def test_a_short_name_has_no_legal_form(name, short):
    assert short_name(name) == short


def test_capitals_become_readable_as_the_text_writes_them():
    body = "At Harbour McDonald we care. Harbour McDonald's ships sail."
    assert readable("HARBOUR McDONALD CORPORATION", body) == "Harbour McDonald Corporation"
    assert readable("THE QUAY & PIER COMPANY", "") == "The Quay & Pier Company"
    assert readable("IBM CORPORATION", "") == "IBM Corporation"
    assert readable("DELTA AIR LINES, INC.", "The Air is good") == "Delta Air Lines, Inc."
    assert readable("eBay Inc.", "") == "eBay Inc."


def test_a_name_is_freed_of_what_stands_around_it():
    assert tidy("“Port de Mar, S.A.” –") == "Port de Mar, S.A."
    assert tidy("NIKE, Inc .") == "NIKE, Inc."
    assert tidy("Grupo Port, S.A. y sociedades dependientes") == "Grupo Port, S.A."


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Memòria anual 2021 de la Fundació Puig", ["Fundació Puig"]),
        ("Biblio | Annual Report 2021", ["Biblio"]),
        ("Rapport d’activité 2019 de l’Agence du Port", ["Agence du Port"]),
        ("Harbour project, annual report 2021", ["Harbour project"]),
        ("Annual Report 2021", []),
    ],
)
def test_what_a_title_leaves_without_kind_and_year(line, rest):
    assert without_kind(line) == rest


def test_acronyms():
    assert all(map(is_acronym, ["AQuAS", "DILA", "R&D"]))
    assert not any(map(is_acronym, ["Harbour", "Port Authority", "A"]))
