"""The browser door over reports that take their time; run by streamlit, ASKREPORTS_INDEX names the folder."""

import os
import time
from dataclasses import replace
from pathlib import Path

from visits import REPORT, FakeReports

from askreports.doors.web.pages import frame
from askreports.doors.web.state.shelf import fill_shelf

SECONDS = 600
HOSTILE = "Port $x$ ![](http://evil.example/o.png) :red[x] <b>"
REPORTS = [REPORT, replace(REPORT, id="def", path="boats.pdf", organisation=HOSTILE)]


class SlowReports(FakeReports):
    """Answers no question about paint while anybody waits for it."""

    def ask(self, question, where=None, earlier=(), on_text=lambda _: None):
        if "paint" in question:
            on_text("Red $x$ paint ")
            time.sleep(SECONDS)
        return super().ask(question, where, earlier, on_text)


index = Path(os.environ["ASKREPORTS_INDEX"])
frame.draw(lambda: fill_shelf(SlowReports(index, REPORTS)), index)
