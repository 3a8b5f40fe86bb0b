"""The noun for a model: what must be the same for vectors of texts and of questions to be comparable."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from index.errors import ModelUnavailable

MODEL_CARD = "model.json"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a model is: its name in the settings, the sha256 of its weights, its sizes and its prompts.

    `max_tokens` counts everything the model is given: text, prompt and special tokens. The prompts stand in
    front of every question and every passage, with the space that separates them; a card that was written
    before there were prompts has none, and so had the vectors made with it.

    `unrelated` is the cosine of a question and a passage that have nothing to do with each other: some
    models are near 0 there, others never go below 0.7.
    """

    name: str
    sha256: str
    dimension: int
    max_tokens: int
    query_prompt: str = ""
    passage_prompt: str = ""
    unrelated: float = field(default=0.0, compare=False)

    def similarities(self, cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Cosines of this model on a scale that all models share: 0 for what is unrelated, 1 for the same."""
        found: npt.NDArray[np.float32] = (cosines - np.float32(self.unrelated)) / np.float32(
            1.0 - self.unrelated
        )
        return found


def read_card(folder: Path) -> ModelCard:
    """The card of a compiled model. Raises `ModelUnavailable`."""
    try:
        return msgspec.json.decode((folder / MODEL_CARD).read_bytes(), type=ModelCard)
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"{folder / MODEL_CARD} cannot be read ({error}): delete that folder and ingest again"
        ) from error


def save_card(card: ModelCard, folder: Path) -> None:
    """Writes the card of a compiled model beside it."""
    (folder / MODEL_CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1))
