"""Who reports: found on forms, covers, running heads, imprints, labels and in headlines."""

import pytest

from ingest.document import RawReport, ReadPage
from ingest.facts.evidence import gather
from ingest.facts.kinds import find_kind
from ingest.facts.organisation.ranking import find_organisation

FORM = "UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\nFORM 10-K\n"


def organisation_of(*pages: str, path: str = "x7q.pdf", **information: str) -> str:
    evidence = gather(RawReport(tuple(ReadPage(page) for page in pages), information=information), path)
    return find_organisation(evidence, find_kind(evidence))


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Commission file number 1-434\nHARBOUR & PIER, INC.\n", "Harbour & Pier, Inc."),
        ("Commission File No. 000-225 ____ HARBOUR.COM, INC.\n", "Harbour.com, Inc."),
        ("Commission\nFile\nNo.\n001-10362\nMGH\nR\nESORTS I\nNTERNATIONAL\n", "MGH Resorts International"),
        ("Commission file number 1-434\nQuay plc\n", "Quay plc"),
        ("Date of report: May 3, 2023 (May 1, 2023)\nYum! Piers\n", "Yum! Piers"),
    ],
)
def test_the_registrant_of_a_form(before, name):
    assert organisation_of(f"{FORM}{before}(Exact name of registrant as specified in its charter)") == name


def test_a_form_may_print_the_registrant_without_saying_so():
    cover = "Commission file number 1-3285\n4Q COMPANY\nState of Incorporation: Ohio"
    assert organisation_of(FORM + cover) == "4Q Company"


def test_a_form_without_the_name_in_its_text_is_known_by_the_report():
    cover = (
        FORM
        + "Commission File Number 1-2217\n(Exact name of Registrant as specified in its charter)\nDelaware"
    )
    report = 'The Cove-Quay Company and its subsidiaries (the "Company") sell drinks. Cove-Quay has bottlers.'
    assert organisation_of(cover, report) == "The Cove-Quay Company"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("PURCHASE, N.Y. - May 2, 2023 - Quay, Inc. (NASDAQ: QY) today reported results", "Quay, Inc."),
        ("Optiport publie ses résultats annuels\nOptiport S.A., leader européen", "Optiport S.A."),
        ("Annual report 2021\nPublished by: Harbour Watch", "Harbour Watch"),
        ("Memòria 2021\nEdita: Institut Català de la Mar", "Institut Català de la Mar"),
        ("Memòria 2021\nEdita:\nInstitut Català de la Mar", "Institut Català de la Mar"),
        ("Project description\nCoordinator: Port Institute of Ghent\nGrant no. 7", "Port Institute of Ghent"),
        ("Annual report 2021\n© 2022 Harbour Watch. All rights reserved.", "Harbour Watch"),
        ("EUROPEAN\nHARBOUR COMMISSION\nAnnual report 2021", "European Harbour Commission"),
    ],
)
def test_marks_labels_and_headlines(page, name):
    assert organisation_of(page) == name


def test_running_heads_tell_the_organisation():
    pages = [
        f"Portcat Annual Report 2021 | {n}\nThe work {'went ' * n}on.\nAt sea.\nOn land.\nEnd"
        for n in range(9)
    ]
    assert organisation_of("Annual Report\n2021", *pages) == "Portcat"


def test_a_chapter_that_runs_over_many_pages_is_not_the_organisation():
    prose = "Los proyectos del Instituto Aragonés del Agua siguen."
    pages = [f"Proyectos\n{prose}\n{prose}\nMás {'texto ' * n}\n{n}" for n in range(9)]
    cover = "Memoria de actividades 2022\nInstituto Aragonés del Agua"
    assert organisation_of(cover, *pages) == "Instituto Aragonés del Agua"


def test_an_acronym_is_spelled_out_by_the_text():
    pages = ["La Agencia Portuaria del Norte (APON) trabaja. La APON crece. La APON sigue."] * 4
    assert organisation_of("APON\nInforme anual 2021", *pages) == "Agencia Portuaria del Norte"


def test_an_acronym_is_spelled_out_by_another_line_of_the_cover():
    cover = "DILP\nDirection de l’information légale et portuaire\nRapport d’activité 2018"
    assert (
        organisation_of(cover, "La DILP publie. La DILP édite.")
        == "Direction de l’information légale et portuaire"
    )


def test_who_pays_is_not_who_reports():
    cover = "Annual report 2021\nHarbour Watch\nFunded by the European Commission"
    assert organisation_of(cover, "Harbour Watch works with ports. Harbour Watch grows.") == "Harbour Watch"


def test_the_file_name_alone_makes_no_organisation():
    assert organisation_of("Annual report 2021", "The year was good.", path="Qzxv_2021.pdf") == ""


def test_no_organisation_in_a_text_that_is_no_report():
    assert organisation_of("Notes about the sea", "The sea is wide. Ships sail.") == ""
    assert organisation_of("", "") == ""
