"""The tools that check a text, fill a table of questions, and list figures that changed."""

from collections.abc import Callable
from typing import Annotated

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult
from pydantic import Field

from askreports.doors.mcp_server.tooling import Filter, Visible, result
from askreports.errors import BadText
from askreports.schema import (
    CheckJson,
    GridJson,
    RestatementsJson,
    check_json,
    grid_json,
    restatements_json,
)

MAX_CELLS = 200  # of a grid: a tool has to answer while somebody waits


def _check(visible: Visible) -> Callable[..., CallToolResult]:
    def check(
        context: Context,
        text: Annotated[str, Field(description="The text to check, in any language.")],
        where: Filter = None,
    ) -> Annotated[CallToolResult, CheckJson]:
        """Check each claim of a text against the reports: its numbers, dates, names and comparisons.

        Each claim is "supported" (a sentence or cell says it), "contradicted" (a report gives another value),
        "other period" (right for another year, or restated later) or "not found". "citations" are the numbers
        of the quotes that the verdict stands on, "formula" the arithmetic of a computed claim.
        """
        with visible(context) as reports:
            found = check_json(reports.check(text, where))
        return result(context, found, f"{len(found['claims'])} claims.")

    return check


def _grid(visible: Visible) -> Callable[..., CallToolResult]:
    def grid(
        context: Context,
        questions: Annotated[list[str], Field(description="The questions, a row each.")],
        over: Annotated[
            str, Field(description='What has a column each: "report", "organisation" or "year".')
        ] = "report",
        where: Filter = None,
    ) -> Annotated[CallToolResult, GridJson]:
        """Answer the same questions for each report, organisation or year, as a table of short answers.

        At most 200 cells are made: narrow it with `where`.
        """
        asked = "\n".join(" ".join(question.split()) for question in questions)
        with visible(context) as reports:
            if (cells := reports.count_cells(asked, over, where)) > MAX_CELLS:
                raise BadText(f"the grid has {cells} cells, at most {MAX_CELLS} are made at once: narrow it")
            found = grid_json(reports.grid(asked, over, where))
        return result(context, found, f"{len(found['questions'])} rows.")

    return grid


def _restatements(visible: Visible) -> Callable[..., CallToolResult]:
    def restatements(context: Context, where: Filter = None) -> Annotated[CallToolResult, RestatementsJson]:
        """List figures that reports of one organisation give differently for the same item and year."""
        with visible(context) as reports:
            found = restatements_json(reports.restatements(where))
        return result(context, found, f"{len(found['restatements'])} figures.")

    return restatements


CHECKING_TOOLS = (_check, _grid, _restatements)
