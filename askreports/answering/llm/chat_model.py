"""A language model behind an OpenAI-compatible endpoint."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.util import find_spec
from urllib.parse import urlsplit

from askreports.answering.llm.generator import Endpoint, endless
from askreports.answering.llm.prompt import Message
from askreports.errors import ModelFailed, ModelNotSet

MAX_CHARS = 3_000  # of an answer; a model that writes more is stopped


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
        from askreports.answering.llm.openai_client import (
            chat,  # here: importing openai takes longer than most commands
        )

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
