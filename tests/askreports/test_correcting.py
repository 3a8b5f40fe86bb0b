"""A purge reaches the conversations too: no answer keeps what a report said that is gone."""

import shutil

import pytest
from corrected import Corrected

from askreports.answering.answer import Answer, AnswerStatus, Citation, Gaps, Searched, Sentence
from askreports.correcting import purge
from askreports.history import History, history_file
from index.build.forget import forget
from ingest.document import Page, Report


@pytest.fixture
def index(tmp_path) -> Corrected:
    return Corrected(tmp_path)


def answer(text: str, *reports: Report, held: tuple[str, ...] = ()) -> Answer:
    page = Page(1, "", text, 0, 0, len(text))
    citations = tuple(Citation(n, report, page, text, True) for n, report in enumerate(reports, 1))
    numbers = tuple(range(1, len(reports) + 1))
    searched = Searched(3, 0, Gaps(names=("Nobody",), held=held) if held else Gaps())
    return Answer("?", AnswerStatus.ANSWERS, (Sentence(text, numbers),), citations, (), searched, 0.1)


def test_answers_that_cite_what_is_gone_go(index):
    known, history = index.known(), History(index.root, owner="ada")
    history.add("one", "What animal?", {}, answer("It had a quokka.", known["h22.md"]))
    history.add("two", "How many members?", {}, answer("It had 2,110.", known["h23.md"]))
    history.add("two", "And before?", {}, answer("A quokka too.", known["h23.md"], known["h22.md"]))
    forget("h22.md", index.root, index.load)
    assert purge(index.root).answers == 2
    assert [one.id for one in history.conversations()] == ["two"]
    assert [turn.question for turn in history.turns("two")] == ["How many members?"]
    assert b"quokka" not in history_file(index.root).read_bytes()


def test_lists_of_what_is_there_name_no_organisation_that_is_gone(index):
    known, history = index.known(), History(index.root)
    organisation = known["mill.md"].organisation
    listed = answer("Not there.", held=(organisation, known["h22.md"].organisation, "2023"))
    history.add("one", "Who is Nobody?", {}, listed)
    forget("mill.md", index.root, index.load)
    purge(index.root)
    assert history.turns("one")[0].answer.searched.gaps.held == (known["h22.md"].organisation, "2023")
    assert organisation.encode() not in history_file(index.root).read_bytes()


def test_without_conversations_none_are_made(index):
    assert purge(index.root).answers == 0
    assert not history_file(index.root).exists()


def test_a_purge_of_a_copied_index_leaves_the_first_alone(index, tmp_path):
    shutil.copytree(index.root, tmp_path / "copy")
    index.write("new.md", "# New Fund annual report 2020\n\nText.\n")
    index.ingest()
    purge(tmp_path / "copy")
    assert "new.md" in index.known()
