"""A language model, when one is set: messages to a stream of text.

Any OpenAI-compatible endpoint will do. Whatever goes wrong there is a `ModelFailed`, whose text is one plain
sentence of ours: a server's own words may repeat the key that it was sent.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Protocol
from urllib.parse import urlsplit

from askreports.answering.prompt import Message
from ingest.errors import AskReportsError

MAX_CHARS = 3_000  # of an answer; what writes on and on is no answer


class ModelFailed(AskReportsError):
    """The language model gave no whole answer. The text says why, and holds no key."""


class ModelNotSet(AskReportsError):
    """A language model is set by half, or without the package that speaks with it."""


class Generator(Protocol):
    """A language model. `name` is what readers are told that it is."""

    @property
    def name(self) -> str: ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The answer, piece by piece as it is written. Raises `ModelFailed`, also in the middle."""
        ...


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is served. `silence_seconds` is the longest wait for the next piece.

    Neither the key nor the address, which may hold one, is shown when this is printed.
    """

    url: str = field(repr=False)
    model: str
    api_key: str = field(default="", repr=False)
    silence_seconds: float = 60.0
    total_seconds: float = 120.0


class ChatModel:
    """A model behind an OpenAI-compatible endpoint (OpenAI, Azure, Ollama, vLLM, llama.cpp).

    Raises `ModelNotSet` where the package that speaks with it is not installed.
    """

    def __init__(self, endpoint: Endpoint, clock: Callable[[], float] = time.monotonic) -> None:
        if find_spec("openai") is None:
            raise ModelNotSet(
                "a language model is set, and the package openai, which speaks with it, is not installed: "
                "run pip install 'askreports[llm]'"
            )
        self._endpoint = endpoint
        self._clock = clock

    @property
    def name(self) -> str:
        """The model and the machine it is on."""
        return f"{self._endpoint.model} at {urlsplit(self._endpoint.url).netloc}"

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The answer as it comes; the connection is closed when the reader stops reading."""
        from askreports.answering.chat import chat  # here: importing openai takes longer than most commands

        finish, chars = "", 0
        with closing(chat(self._endpoint, messages, self._clock)) as events:
            for text, ended in events:
                finish, chars = ended or finish, chars + len(text)
                if chars > MAX_CHARS:
                    raise endless()
                if text:
                    yield text
        if finish != "stop":  # no word of an end: the line broke, or the model ran out of its tokens
            raise ModelFailed("the language model's answer was cut off")


def endless() -> ModelFailed:
    return ModelFailed("the language model did not come to an end")
