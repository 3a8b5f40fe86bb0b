"""What clients send."""

from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Where: TypeAlias = dict[str, str | int | list[str | int]]

FIELDS = "organisation, period, year, kind, language, title, path and collection"
QUESTION = "The question."
K = "How many pages to return, best first."
EARLIER = "Questions asked before in this conversation, oldest first, where this one follows them up."


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: str = Field(description=QUESTION)
    where: Where | None = Field(
        default=None,
        description=f"Only reports with these values: a field, and a value or a list of values, one of which "
        f"a report must have. Fields are {FIELDS}.",
    )


class SearchRequest(_Question):
    """A question, and how many pages to return."""

    k: int = Field(default=10, description=K)


class AskRequest(_Question):
    """A question, which may follow up earlier ones."""

    earlier: list[str] = Field(default=[], description=EARLIER)


class AskV1Request(AskRequest):
    """A question, which may follow up earlier ones, and whether the answer is to come as a stream."""

    stream: bool = Field(
        default=False,
        description="Whether to answer with server-sent events: `text` as a language model writes, not "
        "checked yet, and `answer` at the end, with the whole answer.",
    )
