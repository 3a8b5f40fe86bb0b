"""A language model, when one is set: messages to a stream of text.

Any OpenAI-compatible endpoint will do. Whatever goes wrong there is a `ModelFailed`, whose text is one plain
sentence of ours: a server's own words may repeat the key that it was sent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from askreports.answering.llm.prompt import Message
from askreports.errors import ModelFailed


class Generator(Protocol):
    """A language model. `name` is the one that readers see."""

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The answer, piece by piece as it is written. Raises `ModelFailed`, also in the middle."""
        ...


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is served.

    `silence_seconds` is the longest wait for the next piece, `total_seconds` the longest for a whole answer,
    tries after "busy" included.

    Neither the key nor the address, which may hold one, is shown when this is printed.
    """

    url: str = field(repr=False)
    model: str
    api_key: str = field(default="", repr=False)
    silence_seconds: float = 60.0
    total_seconds: float = 120.0


def out_of_time() -> ModelFailed:
    return ModelFailed("the language model did not come to an end in time", out_of_time=True)


def endless() -> ModelFailed:
    return ModelFailed("the language model did not come to an end")
