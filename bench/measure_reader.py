"""Measures a reader's adapter on groups that it was not trained on, with 95 % confidence intervals.

bench/measure_reader.py BASE ADAPTER heldout.jsonl [threads]
"""

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from reader_data import read_groups
from reader_model import Pairs, open_reader
from train_reader import measure

Z = 1.96  # standard deviations on either side of 95 %


def main(arguments: Sequence[str]) -> None:
    """Print a table: groups, top, refused, answer; for all, each language and each source."""
    base, adapter, groups = map(Path, arguments[:3])
    torch.set_num_threads(int(arguments[3]) if len(arguments) > 3 else 1)
    measures = measure(open_reader(base, adapter), Pairs(base / "tokenizer.json"), read_groups(groups))
    print("| groups of | groups | top | refused | answer |\n|---|---|---|---|---|")
    for name, shares in sorted(measures.items(), key=lambda item: -item[1]["groups"]):
        print(
            f"| {name} | {shares['groups']} | {shares.get('top', '')} {_interval(shares)} | "
            f"{shares.get('refused', '')} | {shares['answer']} |"
        )


def _interval(shares: dict[str, float]) -> str:
    """The interval of `top`, over the groups that have an answer."""
    if "top" not in shares:
        return ""
    low, high = wilson(shares["top"], shares["answered"])
    return f"({low:.2f} to {high:.2f})"


def wilson(share: float, count: float) -> tuple[float, float]:
    """Wilson's interval for a share of so many."""
    middle = (share + Z**2 / (2 * count)) / (1 + Z**2 / count)
    half = Z / (1 + Z**2 / count) * math.sqrt(share * (1 - share) / count + Z**2 / (4 * count**2))
    return middle - half, middle + half


if __name__ == "__main__":
    main(sys.argv[1:])
