"""Whole reports: the same facts whatever the file is called, and real filings where they are at hand."""

import re
from pathlib import Path

import pytest

from ingest.document import RawReport, ReadPage
from ingest.facts import Facts, read_facts
from ingest.facts.names import compact

FILINGS = Path(__file__).parents[3].parent / "shared" / "financebench" / "pdfs"
SAMPLED = 10  # filings
FRONT_PAGES = 8
MOST_WRONG = 1  # of them

REPORTS = {  # language: first page, second page
    "en": (
        "ANNUAL REPORT\n2021\nPortcat",
        "Portcat (www.portcat.cat) coordinates the ports. In 2021 Portcat grew.",
    ),
    "ca": (
        "Memòria anual\n2021\nInstitut Català de la Mar",
        "L'Institut Català de la Mar (ICM) va créixer el 2021 amb nous projectes.",
    ),
    "es": (
        "MEMORIA DE ACTIVIDADES 2022\nFundación Puerto Vivo",
        "La Fundación Puerto Vivo apoyó doce proyectos de investigación durante el año.",
    ),
    "fr": (
        "RAPPORT\nD’ACTIVITÉ\n2019\nAgence du port de Bretagne",
        "L’Agence du port de Bretagne a accompagné les communes pendant l'année.",
    ),
    "de": (
        "Geschäftsbericht 2020\nHafenwerk Nord GmbH",
        "Die Hafenwerk Nord GmbH blickt auf ein bewegtes Geschäftsjahr zurück.",
    ),
    "pt": (
        "Relatório Anual 2021\nFundação do Porto Atlântico",
        "A Fundação do Porto Atlântico apoiou quarenta projetos de investigação.",
    ),
    "it": (
        "Bilancio al 31 dicembre 2021\nPorti S.p.A.",
        "Il bilancio è stato redatto secondo le norme del codice civile.",
    ),
}
EXPECTED = {  # language: title without the organisation, organisation, aliases, period, kind
    "en": ("Annual report 2021", "Portcat", (), "2021", "annual report"),
    "ca": ("Memòria anual 2021", "Institut Català de la Mar", ("ICM",), "2021", "annual report"),
    "es": ("Memoria de actividades 2022", "Fundación Puerto Vivo", (), "2022", "activity report"),
    "fr": ("Rapport d’activité 2019", "Agence du port de Bretagne", (), "2019", "activity report"),
    "de": ("Geschäftsbericht 2020", "Hafenwerk Nord GmbH", ("Hafenwerk Nord",), "2020", "annual report"),
    "pt": ("Relatório Anual 2021", "Fundação do Porto Atlântico", (), "2021", "annual report"),
    "it": ("Bilancio al 31 dicembre 2021", "Porti S.p.A.", ("Porti",), "2021", "financial statements"),
}


def reading_in(language: str) -> RawReport:
    return RawReport(tuple(ReadPage(page) for page in REPORTS[language]))


@pytest.mark.parametrize("language", REPORTS)
def test_a_report_in_each_language(language):
    title, organisation, aliases, period, kind = EXPECTED[language]
    expected = Facts(f"{organisation}: {title}", organisation, aliases, period, kind, language)
    assert read_facts(reading_in(language), "x7q.pdf") == expected


@pytest.mark.parametrize("language", REPORTS)
def test_a_misleading_file_name_changes_nothing(language):
    reading = reading_in(language)
    assert read_facts(reading, "in/zqk_1998_strategy.pdf") == read_facts(reading, "x7q.pdf")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "12", "a", "(", "©", "Edita:", "FORM 10-K", "(Exact name of registrant"]
)
def test_hardly_any_text_still_gives_facts(text):
    facts = read_facts(RawReport((ReadPage(text),)), "harbour.pdf")
    assert facts.title
    assert facts.kind
    assert facts.language


def test_real_filings_are_read_without_their_names():
    wrong = [name for name, facts in filings() if not is_right(name, facts)]
    assert len(wrong) <= MOST_WRONG, wrong


def filings() -> list[tuple[str, Facts]]:
    """The first pages of a few filings, evenly spread, read under a name that says nothing."""
    if not FILINGS.is_dir():
        pytest.skip(f"no filings at {FILINGS}")
    import pypdfium2

    paths = sorted(FILINGS.glob("*.pdf"))
    found = []
    for path in paths[:: len(paths) // SAMPLED][:SAMPLED]:
        with pypdfium2.PdfDocument(path) as pdf:
            pages = [
                pdf[number].get_textpage().get_text_range() for number in range(min(FRONT_PAGES, len(pdf)))
            ]
        found.append((path.stem, read_facts(RawReport(tuple(map(ReadPage, pages))), "x7q.pdf")))
    return found


def is_right(name: str, facts: Facts) -> bool:
    """Whether facts are those that a file's name tells: `HARBOUR_2023Q2_10Q`."""
    parts = re.fullmatch(r"(.+)_(\d{4})(Q\d)?_(10K|10Q|8K|EARNINGS)(.*)", name)
    organisation, year, quarter, form, _ = parts.groups()
    kinds = {
        "10K": "annual report",
        "10Q": "quarterly report",
        "8K": "current report",
        "EARNINGS": "earnings release",
    }
    period = f"{year} {quarter}" if quarter else year
    named = any(
        compact(organisation).startswith(compact(other)) for other in (facts.organisation, *facts.aliases)
    )
    return named and facts.period.startswith(period) and facts.kind == kinds[form]
