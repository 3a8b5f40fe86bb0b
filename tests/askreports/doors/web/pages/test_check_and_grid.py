"""The rooms that check a text and fill a grid, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

import askreports


def room(module: str, folder: str) -> None:
    """A page with one room over the index in this folder."""
    from importlib import import_module
    from pathlib import Path

    from askreports.doors.web.state.shelf import open_shelf
    from askreports.settings import Settings

    import_module(module).draw(open_shelf(Path(folder), Settings()))


def app(module: str, reports: askreports.Reports) -> AppTest:
    arguments = {"module": f"askreports.doors.web.pages.{module}", "folder": str(reports.index)}
    return AppTest.from_function(room, kwargs=arguments, default_timeout=120).run()


def finished(test: AppTest, key: str) -> AppTest:
    """The page when its work has ended."""
    test.session_state[key].result()
    return test.run()


def test_a_pasted_text_is_checked(reports):
    test = app("check", reports)
    test.text_area(key="check-text").input("The Harbour Trust had 2,410 members in 2023.")
    test.button[0].click().run()
    test = finished(test, "check-work")
    assert not test.exception
    assert "1 contradicted" in " ".join(text.value for text in test.text)
    assert list(test.dataframe[0].value["Verdict"]) == ["contradicted"]


def test_an_empty_text_is_told(reports):
    test = app("check", reports)
    test.button[0].click().run()
    with pytest.raises(askreports.BadText):
        test.session_state["check-work"].result()
    assert "cannot be used" in test.run().warning[0].value


def test_questions_become_a_table(reports):
    test = app("grid", reports)
    test.text_area(key="grid-questions").input("How many members were there?")
    test.selectbox(key="grid-over").select("year")
    test.button[0].click().run()
    test = finished(test, "grid-work")
    assert not test.exception
    assert "2,110" in " ".join(map(str, test.dataframe[0].value.iloc[0]))


def test_work_in_the_background_can_be_stopped():
    from askreports.doors.web.state.background import Background

    work: Background[int] = Background()
    work.stop()
    work.start(lambda tell: 1 if tell(1, 4) else 0)
    assert work.result() == 0
    assert work.share == 0.25
