"""Prints retrieval and answer measures, each signal left out in turn, and the time of a search.

    bench/retrieval.py REPORTS QUESTIONS.jsonl [--index DIR]

REPORTS is a folder; its index is brought in line first, so the first run takes as long as an ingest.
"""

import argparse
import statistics
import time
from pathlib import Path

import askreports
from askreports.doors.printing import ingest_progress, show_ablations, show_evaluation, show_ingested
from askreports.evaluation.ablate import ablate
from askreports.evaluation.evaluate import evaluate
from askreports.evaluation.gold import read_gold

ROUNDS = 3  # of all questions, one warm-up round before them


def main() -> None:
    """Ingest, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, default=Path(".askreports/bench"))
    arguments = parser.parse_args()
    wall, cpu = time.perf_counter(), time.process_time()
    with ingest_progress() as on_progress:
        show_ingested(askreports.ingest([arguments.reports], index=arguments.index, on_progress=on_progress))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"ingest: {wall:.1f} s wall, {cpu:.1f} s CPU without the readers")
    questions = read_gold(arguments.questions)
    with askreports.open(arguments.index) as reports:
        show_evaluation(evaluate(reports, questions))
        show_ablations(ablate(reports, questions, reports.signals()))
        print_latency(reports, [gold.question for gold in questions])


def print_latency(reports: askreports.Reports, asked: list[str]) -> None:
    """Median and 95th percentile of a warm search, in wall and CPU milliseconds."""
    walls, cpus = [], []
    for number in range(ROUNDS + 1):
        for question in asked:
            wall, cpu = time.perf_counter(), time.thread_time()
            reports.search(question)
            if number:
                walls.append(1000 * (time.perf_counter() - wall))
                cpus.append(1000 * (time.thread_time() - cpu))
    for name, values in (("wall", walls), ("CPU", cpus)):
        p95 = sorted(values)[int(0.95 * len(values))]
        print(f"search, {name}: median {statistics.median(values):.1f} ms, p95 {p95:.1f} ms")


if __name__ == "__main__":
    main()
