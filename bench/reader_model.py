"""The reader: a cross-encoder that scores how surely a span of text answers a question.

It is multilingual-e5-small with its four upper layers trained anew, the mean of the last layer and one
linear unit. What is learnt is small, so only that is kept: an adapter of the upper layers in int8, one
scale a row, beside the head. `merge` lays it over the base weights.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

FIRST_TRAINED = 8  # of the twelve layers; those below stay as the embedder has them
MAX_TOKENS = 128  # of question and span together
MAX_QUESTION = 300  # characters
LENGTHS = 8  # pairs are padded to multiples of so many tokens: each new shape costs oneDNN a compilation
SCALE = ".scale"


class Reader(nn.Module):
    """Scores pairs; a score above `none` says that the span rather answers than not."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model
        self.head = nn.Linear(model.config.hidden_size, 1)
        self.none = nn.Parameter(torch.zeros(1))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Scores of pairs, (pairs, tokens) -> (pairs,)."""
        with torch.no_grad():
            states = self.model.embeddings(input_ids=ids)
            states = states.to(next(self.model.encoder.layer[0].parameters()).dtype)
            seen = mask[:, None, None, :].bool()
            for layer in self.model.encoder.layer[:FIRST_TRAINED]:
                states = _first(layer(states, seen))
        states = states.to(self.head.weight.dtype)
        for layer in self.model.encoder.layer[FIRST_TRAINED:]:
            states = _first(layer(states, seen))
        weights = mask[:, :, None].to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.head(mean.float()).squeeze(-1)  # type: ignore[no-any-return]

    def trained(self) -> dict[str, nn.Parameter]:
        """The parameters that are learnt, by name: upper layers, head, none."""
        upper = dict(self.model.encoder.layer[FIRST_TRAINED:].named_parameters())
        layers = {_layer_name(name, FIRST_TRAINED): value for name, value in upper.items()}
        head = {f"head.{name}": value for name, value in self.head.named_parameters()}
        return {**layers, **head, "none": self.none}


def _first(result: Any) -> Tensor:
    return result[0] if isinstance(result, tuple) else result  # type: ignore[no-any-return]


def _layer_name(name: str, lift: int) -> str:
    number, _, rest = name.partition(".")
    return f"encoder.layer.{int(number) + lift}.{rest}"


def open_base(folder: Path) -> BertModel:
    """The base model of a folder that `unpack_base.py` wrote, without dropout and without the pooler."""
    config = BertConfig.from_json_file(folder / "config.json")
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    config._attn_implementation = "sdpa"
    model = BertModel(config, add_pooling_layer=False)
    missing = model.load_state_dict(load_file(folder / "model.safetensors"), strict=False)
    if missing.unexpected_keys or any("position_ids" not in key for key in missing.missing_keys):
        raise ValueError(f"{folder}: not the weights of this model: {missing}")
    return model


def pack(trained: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Matrices of the layers as int8 with one float16 scale a row; all else as float16."""
    packed: dict[str, Tensor] = {}
    for name, value in trained.items():
        value = value.detach().float()
        if value.dim() == 2 and name.startswith("encoder."):
            scale = (value.abs().amax(1) / 127).clamp(min=1e-7).half()
            packed[name] = (value / scale.float()[:, None]).round().clamp(-127, 127).to(torch.int8)
            packed[name + SCALE] = scale
        else:
            packed[name] = value.half()
    return packed


def unpack(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The float32 tensors of an adapter by their names in the model."""
    values = {name: value.float() for name, value in packed.items() if not name.endswith(SCALE)}
    for name in [name for name in packed if name.endswith(SCALE)]:
        values[name.removesuffix(SCALE)] *= packed[name].float()[:, None]
    return values


def merge(model: BertModel, adapter: Mapping[str, Tensor]) -> Reader:
    """The reader made of base weights and an adapter's tensors; `model` is changed."""
    reader = Reader(model)
    values = unpack(adapter)
    trained = reader.trained()
    if values.keys() != trained.keys():
        raise ValueError(f"adapter and model differ in {sorted(values.keys() ^ trained.keys())[:3]}")
    with torch.no_grad():
        for name, parameter in trained.items():
            parameter.copy_(values[name])
    return reader.eval()


def save_adapter(folder: Path, trained: Mapping[str, Tensor], card: Mapping[str, Any]) -> None:
    """Writes `adapter.safetensors` and `card.json`, each in one go, so that nobody sees half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "adapter.part"
    save_file({name: value.contiguous() for name, value in pack(trained).items()}, part)
    part.replace(folder / "adapter.safetensors")
    part = folder / "card.part"
    part.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(folder / "card.json")


def open_reader(base: Path, adapter: Path) -> Reader:
    """The reader of a base folder and an adapter's folder."""
    return merge(open_base(base), load_file(adapter / "adapter.safetensors"))


class Pairs:
    """Turns questions and spans into padded batches of tokens."""

    def __init__(self, tokenizer: Path, max_tokens: int = MAX_TOKENS) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(max_tokens, strategy="only_second")
        self._pad = int(self._tokenizer.token_to_id("<pad>") or 0)

    def encode(self, pairs: Sequence[tuple[str, str]]) -> list[list[int]]:
        """The tokens of each pair: begin, question, end, end, span, end; only the span is cut."""
        shortened = [(question[:MAX_QUESTION], span) for question, span in pairs]
        return [encoding.ids for encoding in self._tokenizer.encode_batch(shortened)]

    def batches(self, tokens: Sequence[Sequence[int]], size: int) -> list[tuple[list[int], Tensor, Tensor]]:
        """Places, ids and mask of batches of pairs of like length."""
        order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
        parts = [order[start : start + size] for start in range(0, len(order), size)]
        return [(part, *self._padded([tokens[place] for place in part])) for part in parts]

    def _padded(self, tokens: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        length = -(-max(map(len, tokens)) // LENGTHS) * LENGTHS
        ids = torch.full((len(tokens), length), self._pad)
        mask = torch.zeros((len(tokens), length), dtype=torch.long)
        for row, values in enumerate(tokens):
            ids[row, : len(values)] = torch.tensor(values)
            mask[row, : len(values)] = 1
        return ids, mask


def score(reader: Reader, pairs: Pairs, question: str, spans: Sequence[str], size: int = 16) -> Tensor:
    """Scores of spans less that of "none": above 0 the span rather answers than not."""
    tokens = pairs.encode([(question, span) for span in spans])
    scores = torch.zeros(len(spans))
    with torch.inference_mode():
        for places, ids, mask in pairs.batches(tokens, size):
            scores[places] = reader(ids, mask).float()
    return scores - reader.none.float()
