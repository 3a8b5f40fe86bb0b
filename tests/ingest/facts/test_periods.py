"""The period is what the report is about, not when it was written."""

import pytest

from ingest.document import RawReport, ReadPage
from ingest.facts.evidence import gather
from ingest.facts.periods import find_period, years_of_line


def period_of(*pages: str, kind: str = "annual report", path: str = "x7q.pdf", **information: str) -> str:
    reading = RawReport(tuple(ReadPage(page) for page in pages), information=information)
    return find_period(gather(reading, path), kind)


@pytest.mark.parametrize(
    "cover",
    [
        "For the fiscal year ended December 31, 2021",
        "For the year ended\n31 March 2021",
        "Cuentas anuales del ejercicio terminado el 31 de diciembre de 2021",
        "Comptes anuals de l'exercici acabat el 31 de desembre de 2021",
        "Exercice clos le 31 décembre 2021",
        "Geschäftsjahr vom 1. Juli 2020 bis 30. Juni 2021",
        "Exercício findo em 31 de dezembro de 2021",
        "Bilancio al 31 dicembre 2021",
        "Exercici 2021",
        "Ejercicio 2021",
        "Exercice 2021",
        "Geschäftsjahr 2021",
        "Esercizio 2021",
        "FY21 review",
        "Memòria anual 2021",
        "2021\nANNUAL REPORT",
        "Geschäftsbericht\n2021",
        "Annual Report\nHarbour Foundation\n2021",
        "Annual report 2021\nBrussels, 12 March 2022",
        "Cuentas anuales: 01/01/2021 - 31/12/2021",
    ],
)
def test_a_cover_tells_the_year(cover):
    assert period_of(cover, "Foreword\nIn 2019 and 2020 things were different.") == "2021"


@pytest.mark.parametrize(
    ("cover", "kind", "span"),
    [
        ("Annual Report and Accounts 2020-21", "annual report", "2020-2021"),
        ("Jahresbericht 2018/19", "annual report", "2018-2019"),
        ("Pla estratègic 2021-2025", "strategy", "2021-2025"),
        ("Project description\nDuration: 01/03/2018 – 28/02/2021", "project description", "2018-2021"),
        ("Fitxa del projecte\nDurada: 2020-2022", "project description", "2020-2022"),
    ],
)
def test_spans_of_years(cover, kind, span):
    assert period_of(cover, kind=kind) == span


@pytest.mark.parametrize(
    ("cover", "kind"),
    [
        ("For the quarterly period ended June 30, 2023", "quarterly report"),
        ("Quartalsmitteilung 2. Quartal 2023", "quarterly report"),
        ("Harbour Reports Second-Quarter 2023 Results", "earnings release"),
        ("Harbour reports second quarter and half year 2023 results", "earnings release"),
        ("Harbour announces Q2 FY23 results", "earnings release"),
        ("2Q 2023 results", "earnings release"),
        ("Résultats du deuxième trimestre 2023", "earnings release"),
        ("Resultados del segundo trimestre de 2023", "earnings release"),
        ("Resultats del segon trimestre del 2023", "earnings release"),
        ("Risultati del secondo trimestre 2023", "earnings release"),
        ("Resultados do 2T23", "earnings release"),
    ],
)
def test_quarters(cover, kind):
    assert period_of(cover, kind=kind) == "2023 Q2"


def test_the_end_of_a_quarter_is_found_behind_another_column():
    cover = "For the quarterly period ended Commission file\nMarch 31, 2021 number 1-5805"
    assert period_of(cover, kind="quarterly report") == "2021 Q1"


def test_a_current_report_has_the_date_of_its_report():
    cover = "Date of Report (Date of earliest event reported): July 1, 2022 (June 30, 2022)"
    assert period_of(cover, kind="current report") == "2022-07-01"


def test_years_that_are_part_of_a_name_are_no_period():
    assert list(years_of_line("Horizon 2020 and the Agenda 2030, 1,950 staff, €2021")) == []
    assert period_of("A Horizon 2020 project\nAnnual report 2019") == "2019"


def test_the_file_name_speaks_when_the_pages_do_not():
    assert period_of("Annual report", path="harbour_2017.pdf") == "2017"
    assert period_of("Annual report 2018", path="harbour_2017.pdf") == "2018"


def test_no_period_where_nothing_says():
    assert period_of("Annual report", "The foundation supports harbours.") == ""


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1 November 2022 to 30 April 2024", "2022-2024"),
        ("du 1er octobre 2022 au 30 septembre 2025", "2022-2025"),
        ("1. September 2023 bis 31. August 2026", "2023-2026"),
        ("2021/22", "2021-2022"),
    ],
)
def test_the_day_of_an_end_is_no_year(text, span):
    assert list(years_of_line(text)) == [span]
