"""The weights of the reader that ships: multilingual-e5-small with upper layers and a head of its own.

What was learnt lies in `reader_adapter/`: the upper layers in whole numbers with one scale a row, the head,
and the score of "none of these". bench/train_reader.py writes it; docs/model_card.md says from which data.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.errors import ModelUnavailable

ADAPTER = Path(__file__).with_name("reader_adapter")
WEIGHTS_FILE, CARD_FILE = "adapter.safetensors", "card.json"
_SCALE = ".scale"


@dataclass(frozen=True, slots=True)
class ReaderCard:
    """What must be known of a reader to run it: its name, the most tokens of a pair, its weights' sha256."""

    name: str
    max_tokens: int
    sha256: str


def read_reader_card(folder: Path = ADAPTER) -> ReaderCard:
    """The card of an adapter. The sha256 is that of its own weights: the base they are laid over is fixed."""
    described = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    digest = sha256((folder / WEIGHTS_FILE).read_bytes()).hexdigest()
    return ReaderCard("reader", int(described["max_tokens"]), digest)


def merged_reader(base: Any, folder: Path = ADAPTER) -> Any:
    """A torch module of token ids and mask that scores pairs: the base model under the adapter's weights.

    `base` is a BertModel, which is changed. Raises `ModelUnavailable` where the adapter does not fit it.
    """
    import torch
    from safetensors.torch import load_file

    values = _unpacked(load_file(folder / WEIGHTS_FILE))
    head, bias, none = (values.pop(name) for name in ("head.weight", "head.bias", "none"))
    wrong = base.load_state_dict(values, strict=False).unexpected_keys
    if wrong:
        raise ModelUnavailable(
            f"the reader's weights do not fit its base ({wrong[0]}): install askreports again"
        )

    class Pairs(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = base

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            states = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            seen = attention_mask.unsqueeze(-1).to(states.dtype)
            mean = (states * seen).sum(1) / seen.sum(1)
            return (mean @ head.T + bias - none).squeeze(-1)

    return Pairs().eval()


def _unpacked(packed: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value.float() for name, value in packed.items() if not name.endswith(_SCALE)}
    for name in [name for name in packed if name.endswith(_SCALE)]:
        values[name.removesuffix(_SCALE)] *= packed[name].float()[:, None]
    return values
