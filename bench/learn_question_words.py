"""Learns which words only ask, and writes askreports/answering/abstention/question_words.toml.

"How", "quants" and "welche" stand on hardly a page of a report, and that says nothing. A word only asks where
the questions to many different documents have it. Usage:

    python bench/learn_question_words.py FOLDER [--write]

FOLDER holds open question-answering data, a gzipped JSON-lines file a source.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from index.query.stems import words

TARGET = Path(__file__).parents[1] / "askreports" / "answering" / "abstention" / "question_words.toml"
LANGUAGES = ("ca", "de", "en", "es", "fr", "it", "pt")
LEAST_SHARE = 0.012  # of the questions to a document that have the word, on average over documents
LEAST_QUESTIONS = 5  # to a document, or it says too little


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    text = to_toml(learn(read(arguments.folder)))
    print(text)
    if arguments.write:
        TARGET.write_text(text, encoding="utf-8")


def read(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Language, document and text of every question."""
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                for question in row["questions"]:
                    yield question.get("lang", row["lang"]), f"{file.name} {row['doc']}", question["question"]


def learn(questions: Iterator[tuple[str, str, str]]) -> Mapping[str, list[str]]:
    """The words that only ask, of each language, the commonest first."""
    asked: dict[str, dict[str, list[set[str]]]] = defaultdict(lambda: defaultdict(list))
    for language, document, question in questions:
        asked[language][document].append(set(words(question)))
    return {language: _common(asked[language].values()) for language in LANGUAGES}


def _common(documents: Iterable[list[set[str]]]) -> list[str]:
    several = [questions for questions in documents if len(questions) >= LEAST_QUESTIONS]
    shares: dict[str, float] = defaultdict(float)
    for questions in several:
        for word in filter(str.isalpha, chain.from_iterable(questions)):
            shares[word] += 1 / len(questions) / len(several)
    return [word for word, share in sorted(shares.items(), key=lambda item: -item[1]) if share >= LEAST_SHARE]


def to_toml(learnt: Mapping[str, list[str]]) -> str:
    """What was learnt as the product reads it."""
    head = "# Words that only ask, of each language. Written by bench/learn_question_words.py.\n\n"
    return head + "".join(f'{language} = "{" ".join(found)}"\n' for language, found in learnt.items())


if __name__ == "__main__":
    main()
