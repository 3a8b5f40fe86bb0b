"""Reports name their kind on a form, on a cover, in a headline or in their file's name."""

import pytest

from ingest.document import RawReport, ReadPage
from ingest.facts.evidence import gather
from ingest.facts.kinds import UNKNOWN, find_kind, kind_phrase

PROSE = "The board met four times in the year and approved the budget of the foundation for its work.\n" * 3


def kind_of(cover: str, path: str = "x7q.pdf", **information: str) -> str:
    pages = (ReadPage(cover), ReadPage(PROSE))
    return find_kind(gather(RawReport(pages, information=information), path))


@pytest.mark.parametrize(
    ("cover", "kind"),
    [
        ("Annual Report\n2021", "annual report"),
        ("ANNUAL\nREPORT", "annual report"),
        ("Memòria anual 2021", "annual report"),
        ("MEMORIA ANUAL 2021", "annual report"),
        ("Informe anual 2021", "annual report"),
        ("Rapport annuel 2021", "annual report"),
        ("Geschäftsbericht 2020", "annual report"),
        ("Relatório e Contas 2021", "annual report"),
        ("Relazione annuale 2021", "annual report"),
        ("Memòria d’activitats 2021", "activity report"),
        ("MEMORIA DE ACTIVIDADES 2022", "activity report"),
        ("RAPPORT\nD’ACTIVITÉ\n2019", "activity report"),
        ("Tätigkeitsbericht 2019", "activity report"),
        ("Relatório de Atividades 2019", "activity report"),
        ("Bilancio 2021", "financial statements"),
        ("Comptes anuals de l'exercici 2021", "financial statements"),
        ("Cuentas anuales 2021", "financial statements"),
        ("Jahresabschluss zum 31. Dezember 2020", "financial statements"),
        ("Bilancio di sostenibilità 2021", "sustainability report"),
        ("Informe anual de sostenibilidad", "sustainability report"),
        ("Estat d'informació no financera 2021", "sustainability report"),
        ("Projektbeschreibung", "project description"),
        ("Descripció del projecte", "project description"),
        ("Fiche projet", "project description"),
        ("Pla estratègic 2021-2025", "strategy"),
        ("Digital Strategy of the City", "strategy"),
        ("Informe de evaluación", "evaluation"),
        ("Policy brief no. 4", "policy"),
        ("Guidelines on outsourcing", "regulatory document"),
        ("Quartalsmitteilung\n1. Quartal 2023", "quarterly report"),
        ("Résultats du troisième trimestre 2022", "earnings release"),
        ("Harbour reports third-quarter results", "earnings release"),
        ("A day at the harbour", UNKNOWN),
    ],
)
def test_a_cover_names_its_kind(cover, kind):
    assert kind_of(cover) == kind


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("10-K", "annual report"),
        ("10-K/A", "annual report"),
        ("20-F", "annual report"),
        ("10-Q", "quarterly report"),
        ("8-K", "current report"),
    ],
)
def test_a_form_says_the_kind(form, kind):
    assert kind_of(f"UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\nFORM {form}\nCURRENT REPORT") == kind
    assert kind_of(f"FORM {form}") == kind


def test_a_press_release_that_mentions_a_form_is_a_press_release():
    cover = "Exhibit 99.1\nHarbour Inc. today reported record financial results; see its Form 10-Q for more."
    assert kind_of(cover) == "earnings release"


def test_the_file_name_speaks_when_the_pages_do_not():
    assert kind_of("Harbour", "Harbour_memoria_anual_2021.pdf") == "annual report"
    assert kind_of("Harbour", "HARBOUR_2021_10Q.pdf") == "quarterly report"


def test_the_cover_is_believed_before_the_file_name():
    assert kind_of("Strategic plan", "annual_report.pdf") == "strategy"


def test_the_phrase_of_a_kind_is_found_in_its_line():
    line = "Biblioteca: Memòria anual 2021"
    start, end = kind_phrase(line)
    assert line[start:end] == "Memòria anual"
    assert kind_phrase("Biblioteca") is None
