"""The noun for a model: what must be the same for vectors of texts and of questions to be comparable."""

import json
from dataclasses import dataclass
from pathlib import Path

MODEL_CARD = "model.json"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a model is: its name in the settings, the sha256 of its weights, its sizes and its prompts.

    `max_tokens` counts everything the model is given: text, prompt and special tokens. The prompts stand in
    front of every question and every passage, with the space that separates them; a card that was written
    before there were prompts has none, and so had the vectors made with it.
    """

    name: str
    sha256: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    passage_prompt: str = ""


def read_card(folder: Path) -> ModelCard:
    """The card of a compiled model."""
    return ModelCard(**json.loads((folder / MODEL_CARD).read_text(encoding="utf-8")))
