"""Groups for the reader: a question, a few spans of text, and which of them answer it.

    bench/reader_data.py DATA FOLDER [--seed 0]

DATA holds one gzipped JSON-lines file a source: passages with their questions. Written are train.jsonl and
heldout.jsonl; articles of the one are in none of the other. Spans that do not answer are close ones: other
sentences of the paragraph and the article, other rows of the table. `reader_made` adds questions made up.
"""

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

SPANS = 6  # of a group
LONGEST = 420  # characters of a span: what the reader's tokens hold beside the question
HELD_OUT = 4  # of a hundred articles
HELD_OUT_GROUPS = 8  # of a source, while it learns; more with --of-each
ENCYCLOPEDIC = 0.25  # of the later groups of an encyclopedia are kept: their task is learnt soonest
KEPT = {
    "tatqa_en": 1.0,
    "griqa_en": 1.0,
    "aitqa_en": 1.0,
    "hitab_table_en": 1.0,
    "hitab_sentence_en": 0.5,
    "pira_un_reports": 1.0,
    "clapnq_dev_en": 1.0,
    "epqa_dev_en": 1.0,
    "service_public_fr": 1.0,
    "faquad_pt": 1.0,
    "qmsum_en": 1.0,
    "pubmedqa_en": 1.0,
    "xquad_across": 0.4,
}
FIRST = 2400  # groups before made questions join
WITHOUT_ANSWER = 0.13  # of answerable groups lose the span that answers, so that "none" is learnt

T = TypeVar("T")

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”»)\]]*\s+(?=[\"“«(\[¿¡]?[A-ZÀ-ÖØ-Þ0-9])")
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"</?\w+>")


@dataclass(frozen=True, slots=True)
class Group:
    """A question and spans; `right` are the places of those that answer it, none where nothing does.

    `language` is the question's; `across` says that spans are in another one; `doc` is the article, report
    or table by which data are split.
    """

    question: str
    spans: tuple[str, ...]
    right: tuple[int, ...]
    source: str
    language: str
    doc: str
    across: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a passage, as a source states it."""

    question: str
    answerable: bool
    answer: str
    start: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, sentence or table of a source with what is asked about it."""

    source: str
    doc: str
    language: str
    text: str
    asked: tuple[Asked, ...]


def main(arguments: Sequence[str]) -> None:
    """Write the two files."""
    from reader_made import made_groups

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--made", type=int, default=7000)
    parser.add_argument("--of-each", type=int, default=HELD_OUT_GROUPS)
    options = parser.parse_args(arguments)
    groups = real_groups(options.data, options.seed) + made_groups(options.made, options.seed)
    train, heldout = split(groups, options.seed, options.of_each)
    options.folder.mkdir(parents=True, exist_ok=True)
    write_groups(options.folder / "train.jsonl", train)
    write_groups(options.folder / "heldout.jsonl", heldout)
    for name, part in (("train", train), ("heldout", heldout)):
        counts = Counter(group.source for group in part), Counter(group.language for group in part)
        print(name, len(part), *(dict(sorted(count.items())) for count in counts), sep="\n  ")


def write_groups(file: Path, groups: Iterable[Group]) -> None:
    """One group a line."""
    with file.open("w", encoding="utf-8") as lines:
        for group in groups:
            lines.write(json.dumps(asdict(group), ensure_ascii=False) + "\n")


def read_groups(file: Path) -> list[Group]:
    """The groups of a file that `write_groups` wrote."""
    with file.open(encoding="utf-8") as lines:
        found = (json.loads(line) for line in lines)
        return [Group(**{**row, "spans": tuple(row["spans"]), "right": tuple(row["right"])}) for row in found]


def split(
    groups: Sequence[Group], seed: int, of_each: int = HELD_OUT_GROUPS
) -> tuple[list[Group], list[Group]]:
    """Groups to learn from, shuffled, and a few of each source to measure with, of other articles."""
    chosen = random.Random(seed)
    train = ordered([group for group in groups if not held_out(group.doc)], chosen)
    others: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if held_out(group.doc):
            others[group.source].append(group)
    heldout = []
    for source in sorted(others):
        most = of_each * (3 if source.startswith("made") else 1)
        heldout += chosen.sample(others[source], min(most, len(others[source])))
    return train, heldout


def ordered(groups: Sequence[Group], chosen: random.Random) -> list[Group]:
    """In an order by chance; only questions that people asked come first, until the task is understood."""
    real = [group for group in groups if not group.source.startswith("made")]
    made = [group for group in groups if group.source.startswith("made")]
    chosen.shuffle(real)
    rest = [group for group in real[FIRST:] if chosen.random() < KEPT.get(group.source, ENCYCLOPEDIC)] + made
    chosen.shuffle(rest)
    return real[:FIRST] + rest


def held_out(doc: str) -> bool:
    """Is this article kept for measuring? The same answer on every machine and for every source."""
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % 100 < HELD_OUT


# Reading the sources


def read_passages(data: Path, source: str) -> list[Passage]:
    """The passages of a source."""
    with gzip.open(data / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_passage(source, json.loads(line)) for line in lines]


def _passage(source: str, row: dict[str, Any]) -> Passage:
    language = row["lang"]
    asked = tuple(
        Asked(q["question"], q["answerable"], q.get("answer", ""), q.get("start"), q.get("lang", language))
        for q in row["questions"]
    )
    doc = row["doc"]
    if source.startswith("mlqa_test") or source == "qmsum_en":  # no article is named: each passage is one
        doc = hashlib.sha256(row["passage"].encode()).hexdigest()
    return Passage(
        source, doc, language, _TAG.sub(" ", row["passage"]) if "pira" in source else row["passage"], asked
    )


def same_articles(data: Path) -> dict[tuple[str, str], str]:
    """Names of articles in translations of SQuAD, by source and name: the English names.

    The Spanish files keep the order of the English ones; the Italian file is in the order of their names.
    """
    english = list(dict.fromkeys(passage.doc for passage in read_passages(data, "xquad_en")))
    spanish = list(dict.fromkeys(passage.doc for passage in read_passages(data, "squad_es_v1_dev_small")))
    italian = list(dict.fromkeys(passage.doc for passage in read_passages(data, "squad_it_test")))
    of_spanish = dict(zip(spanish, english, strict=True))
    names = {("squad_it_test", name): same for name, same in zip(italian, sorted(english), strict=True)}
    for source in ("squad_es_v1_dev_small", "squad_es_v2_dev_small"):
        names |= {(source, name): same for name, same in of_spanish.items()}
    return names


# From passages to groups

Maker = Callable[[Sequence[Passage], random.Random], Iterator[Group]]


def real_groups(data: Path, seed: int) -> list[Group]:
    """Groups of every source, as many of each as `PLAN` says."""
    names = same_articles(data)
    groups: list[Group] = []
    for source, (make, most) in PLAN.items():
        chosen = random.Random(f"{seed} {source}")
        passages = read_passages(data, source)
        passages = [replace(p, doc=folded(names.get((source, p.doc), p.doc))) for p in passages]
        if make is not by_judgement:
            passages = _thinned(passages, 2 * most, chosen)
        made = list(make(passages, chosen))
        groups += chosen.sample(made, min(most, len(made)))
    return groups + translated(data, random.Random(f"{seed} translated"))


def _thinned(passages: Sequence[Passage], most: int, chosen: random.Random) -> list[Passage]:
    """The same passages with so many of their questions: no time is spent on groups that nobody takes."""
    places = [(p, q) for p, passage in enumerate(passages) for q in range(len(passage.asked))]
    kept: dict[int, list[int]] = defaultdict(list)
    for p, q in sorted(chosen.sample(places, min(most, len(places)))):
        kept[p].append(q)
    return [
        replace(passage, asked=tuple(passage.asked[q] for q in kept[p])) for p, passage in enumerate(passages)
    ]


def folded(name: str) -> str:
    """A name of an article as every source would write it."""
    return " ".join(_WORD.findall(name.casefold()))


def sentences(text: str) -> list[tuple[int, str]]:
    """Sentences with the place of their beginning."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        found.append((start, text[start : match.start()]))
        start = match.end()
    found.append((start, text[start:]))
    return [(at, _SPACE.sub(" ", part).strip()) for at, part in found if len(part.strip()) > 2]


def by_sentence(passages: Sequence[Passage], chosen: random.Random) -> Iterator[Group]:
    """The sentence that holds the answer, among others of its paragraph and article."""
    articles: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        articles[passage.doc].append(passage)
    for passage in passages:
        own = [text for _, text in sentences(passage.text)]
        for asked in passage.asked:
            right = _answering(passage, asked)
            if right is None and asked.answerable:
                continue
            near = [text for text in own if text != right and not _holds(text, asked.answer)]
            other = chosen.choice(articles[passage.doc])
            far = [text for _, text in sentences(other.text)] if other is not passage else []
            far = [text for text in far if not _holds(text, asked.answer)]
            strange = chosen.choice(sentences(chosen.choice(passages).text) or [(0, "")])[1]
            wrong = _few(near, 3, chosen) + _few(far, 2, chosen) + [strange] + near + far
            yield _group(passage, asked, right, _titled(passage, chosen), wrong, chosen)


def _answering(passage: Passage, asked: Asked) -> str | None:
    """The sentence that the answer begins in, or that shares most words with it where no place is stated."""
    if not asked.answerable:
        return None
    own = sentences(passage.text)
    if asked.start is not None:
        before = [text for at, text in own if at <= asked.start]
        return before[-1] if before and _holds(before[-1], asked.answer[:30]) else None
    return _likest(asked.answer, [text for _, text in own])


def _likest(answer: str, texts: Sequence[str], least: float = 0.6) -> str | None:
    words = _words(answer)
    if len(words) < 2 or not texts:
        return None
    shares = [len(words & _words(text)) / len(words) for text in texts]
    best = max(shares)
    return texts[shares.index(best)] if best >= least else None


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) > 2 or word.isdigit()}


def _holds(text: str, answer: str) -> bool:
    return bool(answer) and _SPACE.sub(" ", answer).casefold().strip() in text.casefold()


def _few(some: Sequence[T], most: int, chosen: random.Random) -> list[T]:
    return chosen.sample(some, min(most, len(some)))


def _titled(passage: Passage, chosen: random.Random) -> str:
    """What stands before a span, as an organisation's name will: the article's name, for half of them."""
    named = bool(passage.doc) and not passage.source.startswith(("mlqa_test", "tatqa", "hitab", "pubmed"))
    return passage.doc.title() + ": " if named and chosen.random() < 0.5 else ""


def _group(  # noqa: PLR0913 - a group is all of this
    passage: Passage,
    asked: Asked,
    right: str | None,
    before: str,
    wrong: Sequence[str],
    chosen: random.Random,
) -> Group:
    """The group of these spans in an order by chance; now and then without its answer."""
    kept = right if right and chosen.random() >= WITHOUT_ANSWER else None
    others = [text for text in dict.fromkeys(wrong) if text and text != right]
    spans = ([kept] if kept else []) + others[: SPANS - bool(kept)]
    chosen.shuffle(spans)
    return Group(
        question=_SPACE.sub(" ", asked.question).strip(),
        spans=tuple((before + span)[:LONGEST] for span in spans),
        right=(spans.index(kept),) if kept else (),
        source=passage.source,
        language=asked.language,
        doc=passage.doc,
        across=asked.language != passage.language,
    )


def by_passage(passages: Sequence[Passage], chosen: random.Random) -> Iterator[Group]:
    """The short passage that answers, among other passages of its language."""
    short = [passage for passage in passages if len(passage.text) <= LONGEST]
    articles: dict[str, list[str]] = defaultdict(list)
    for passage in short:
        articles[passage.doc].append(passage.text)
    of_language: dict[str, list[str]] = defaultdict(list)
    for passage in short:
        of_language[passage.language].append(passage.text)
    for passage in short:
        for asked in passage.asked:
            if asked.answerable:
                near = [text for text in articles[passage.doc] if not _holds(text, asked.answer)]
                others = _few(of_language[passage.language], 40, chosen)
                words = _words(asked.question) | _words(passage.text)
                others.sort(key=lambda text: -len(words & _words(text)) / len(_words(text) | {""}))
                wrong = _few(near, 3, chosen) + others[:3] + others[-6:]
                yield _group(passage, asked, passage.text, "", wrong, chosen)


def by_judgement(passages: Sequence[Passage], chosen: random.Random) -> Iterator[Group]:
    """Sentences or paragraphs that were each judged: those that answer a question, and those that do not."""
    judged: dict[tuple[str, str], list[tuple[Passage, Asked]]] = defaultdict(list)
    for passage in passages:
        for asked in passage.asked:
            judged[passage.doc, asked.question].append((passage, asked))
    for (_, _), pairs in judged.items():
        right = [p.text for p, asked in pairs if asked.answerable]
        wrong = [p.text for p, asked in pairs if not asked.answerable and p.text not in right]
        if len(wrong) < 2:
            continue
        chosen.shuffle(wrong)
        wrong += _few([p.text for p in _few(passages, 4, chosen)], 4, chosen)
        answer = chosen.choice(right) if right else None
        passage, asked = pairs[0]
        before = "" if passage.source.startswith("epqa") else _titled(passage, chosen)
        yield _group(passage, asked, answer, before, wrong, chosen)


def by_paragraph(passages: Sequence[Passage], chosen: random.Random) -> Iterator[Group]:
    """Paragraphs and tables of annual reports: the sentence or row that answers, among those beside it."""
    reports: dict[str, list[str]] = defaultdict(list)
    of_text = {passage.text: pieces(passage.text, chosen) for passage in passages}
    for passage in passages:
        reports[passage.doc] += of_text[passage.text]
    for passage in passages:
        own = of_text[passage.text]
        for asked in passage.asked:
            if not asked.answerable:
                continue
            right = _piece_of(passage, own, asked)
            if right is None:
                continue
            near = [text for text in own if text != right and not _holds(text, asked.answer)]
            far = [
                text for text in reports[passage.doc] if text not in own and not _holds(text, asked.answer)
            ]
            other = of_text[chosen.choice(passages).text]
            wrong = _few(near, 3, chosen) + _few(far, 3, chosen) + _few(other, 3, chosen)
            yield _group(passage, asked, right, "", wrong, chosen)


def pieces(text: str, chosen: random.Random) -> list[str]:
    """Rows of a table with their heads, or sentences."""
    if is_table(text):
        return rows_with_heads(text, chosen)
    return [part for _, part in sentences(text)]


def _piece_of(passage: Passage, own: Sequence[str], asked: Asked) -> str | None:
    if not is_table(passage.text):
        if asked.start is not None:
            return _answering(passage, asked)
        return _likest(asked.answer, own)
    return _row_of(own, asked)


def _row_of(rows: Sequence[str], asked: Asked) -> str | None:
    """The row with a cell that is the answer; of several the one that shares most words with the question."""
    answer = _number(asked.answer)
    found = [row for row in rows if any(_number(cell) == answer for cell in re.split(r"[|:]| {2}", row))]
    words = _words(asked.question)
    shares = [len(words & _words(row)) for row in found]
    if not found or max(shares) == 0 or shares.count(max(shares)) > 1:
        return None
    return found[shares.index(max(shares))]


def _number(cell: str) -> str:
    """A cell as its figure, however it is written: `$ 1,237.0` is 1237."""
    bare = re.sub(r"[\s$€£,%()]", "", cell.strip().casefold())
    return re.sub(r"(?<=\d)\.0+$", "", bare)


# Tables


def is_table(text: str) -> bool:
    """Do most lines hold cells?"""
    lines = text.splitlines()
    return sum(" | " in line or line.endswith(" |") for line in lines) > len(lines) / 2


def rows_with_heads(text: str, chosen: random.Random) -> list[str]:
    """Each row of a table as the product writes it, in a form that chance takes for the whole table."""
    lines = [line.split("|") for line in text.splitlines()]
    cells = [[cell.strip() for cell in line] for line in lines]
    caption = ""
    if len(cells) > 1 and len(cells[0]) == 1:
        caption, cells = cells[0][0], cells[1:]
    count = next((n for n, row in enumerate(cells) if n and _has_figures(row)), 1)
    heads = _heads(cells[:count])
    form = chosen.choice(FORMS)
    group = ""
    rows = []
    for row in cells[count:]:
        if not any(row[1:]):
            group = row[0]
            continue
        label = f"{group}: {row[0]}" if group and chosen.random() < 0.7 else row[0]
        rows.append(form(caption, "", heads, [label, *row[1:]]))
    return rows


def _has_figures(row: Sequence[str]) -> bool:
    """Is this a row of figures rather than of years and other heads?"""
    figures = [cell for cell in row[1:] if re.search(r"\d", cell)]
    return any(not re.search(r"(19|20)\d\d", cell) for cell in figures)


def _heads(rows: Sequence[Sequence[str]]) -> list[str]:
    """The heads of the columns; a head that spans columns stands in the first of them alone."""
    width = max((len(row) for row in rows), default=0)
    heads = [""] * width
    for row in rows:
        last = ""
        for column in range(1, len(row)):
            last = row[column] or last
            heads[column] = f"{heads[column]} {last}".strip() if last not in heads[column] else heads[column]
    return heads


def _joined(caption: str, unit: str, heads: Sequence[str], row: Sequence[str]) -> str:
    cells = [f"{head}: {cell}" if head else cell for head, cell in _columns(heads, row)]
    return " | ".join(part for part in (caption, unit, row[0], *cells) if part)


def _labelled(caption: str, unit: str, heads: Sequence[str], row: Sequence[str]) -> str:
    cells = ", ".join(f"{head}: {cell}" if head else cell for head, cell in _columns(heads, row))
    before = f"{caption}: " if caption else ""
    return f"{before}{row[0]}{f' ({unit})' if unit else ''}, {cells}"


def _spaced(caption: str, unit: str, heads: Sequence[str], row: Sequence[str]) -> str:
    top = "  ".join(head for head, _ in _columns(heads, row) if head)
    line = "  ".join([row[0], *(cell for cell in row[1:] if cell)])
    return " | ".join(part for part in (caption, unit, top, line) if part)


def _with_others(caption: str, unit: str, heads: Sequence[str], row: Sequence[str]) -> str:
    (head, cell), *rest = _columns(heads, row) or [("", "")]
    others = ", ".join(f"{h}: {c}" if h else c for h, c in rest)
    first = f"{row[0]}, {head}: {cell}" if head else f"{row[0]}: {cell}"
    before = " | ".join(part for part in (caption, unit) if part)
    return f"{before}{' | ' if before else ''}{first}{f' ({others})' if others else ''}"


def _bare(caption: str, unit: str, heads: Sequence[str], row: Sequence[str]) -> str:
    del caption, unit, heads
    return "  ".join(cell for cell in row if cell)


def _columns(heads: Sequence[str], row: Sequence[str]) -> list[tuple[str, str]]:
    """Head and cell of each column that holds something."""
    padded = [*heads, *[""] * len(row)]
    return [(padded[column], cell) for column, cell in enumerate(row) if column and cell]


RowForm = Callable[[str, str, Sequence[str], Sequence[str]], str]
FORMS: tuple[RowForm, ...] = (_joined, _joined, _joined, _labelled, _spaced, _with_others)
ALL_FORMS: tuple[RowForm, ...] = (*FORMS, _bare)


# Questions of one language with passages of another


def translated(data: Path, chosen: random.Random, most: int = 3000) -> list[Group]:
    """XQuAD has the same paragraphs in four languages: a question of one, the sentences of another.

    The sentence that answers stands at the same place, where both have as many sentences.
    """
    files = {language: read_passages(data, f"xquad_{language}") for language in ("en", "es", "de", "ca")}
    places = {language: _places(passages) for language, passages in files.items()}
    groups: list[Group] = []
    for asking, reading in [(a, b) for a in files for b in files if a != b]:
        for key, passage in places[asking].items():
            other = places[reading].get(key)
            if other is not None:
                groups += _across(passage, other, places[reading], chosen)
    return chosen.sample(groups, min(most, len(groups)))


def _places(passages: Sequence[Passage]) -> dict[tuple[str, int], Passage]:
    """Passages by article and place in it, of articles that are whole."""
    articles: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        articles[passage.doc].append(passage)
    return {
        (doc, place): replace(passage, doc=folded(doc))
        for doc, found in articles.items()
        if len(found) == 5
        for place, passage in enumerate(found)
    }


def _across(
    passage: Passage, other: Passage, others: dict[tuple[str, int], Passage], chosen: random.Random
) -> Iterator[Group]:
    own = [text for _, text in sentences(passage.text)]
    theirs = [text for _, text in sentences(other.text)]
    if len(own) != len(theirs):
        return
    article = [p for p in others.values() if p.doc == other.doc and p is not other]
    for asked in passage.asked:
        sentence = _answering(passage, asked)
        if sentence is None:
            continue
        right = theirs[own.index(sentence)]
        far = [text for _, text in sentences(chosen.choice(article).text)]
        wrong = _few([text for text in theirs if text != right], 3, chosen) + _few(far, 3, chosen)
        before = _titled(other, chosen)
        yield replace(_group(other, asked, right, before, wrong, chosen), source="xquad_across")


PLAN: dict[str, tuple[Maker, int]] = {
    "squad11_train_en": (by_sentence, 1500),
    "squad20_dev_en": (by_sentence, 900),
    "squadshifts_new_wiki": (by_sentence, 400),
    "xquad_en": (by_sentence, 200),
    "xquad_es": (by_sentence, 400),
    "xquad_de": (by_sentence, 800),
    "xquad_ca": (by_sentence, 800),
    "squad_es_v1_dev_small": (by_sentence, 500),
    "squad_es_v2_dev_small": (by_sentence, 700),
    "squad_it_test": (by_sentence, 1800),
    "viquiquad_test_ca": (by_sentence, 1100),
    "piaf_fr": (by_sentence, 1300),
    "afriqa_fr": (by_sentence, 600),
    "afriqa_en": (by_sentence, 300),
    "faquad_pt": (by_sentence, 800),
    "squad_pt_sample": (by_sentence, 1300),
    "mlqa_dev_cross": (by_sentence, 1800),
    "mlqa_dev_de": (by_sentence, 480),
    "mlqa_dev_es": (by_sentence, 250),
    "mlqa_dev_en": (by_sentence, 150),
    "mlqa_test_nospan_de": (by_passage, 400),
    "mlqa_test_nospan_es": (by_passage, 200),
    "mlqa_test_nospan_cross": (by_passage, 700),
    "service_public_fr": (by_sentence, 300),
    "selqa_sentences_en": (by_judgement, 700),
    "epqa_dev_en": (by_judgement, 400),
    "clapnq_dev_en": (by_sentence, 500),
    "pubmedqa_en": (by_sentence, 150),
    "qmsum_en": (by_sentence, 100),
    "pira_un_reports": (by_sentence, 900),
    "tatqa_en": (by_paragraph, 2600),
    "hitab_sentence_en": (by_passage, 1200),
    "hitab_table_en": (by_paragraph, 2500),
    "griqa_en": (by_paragraph, 2000),
    "aitqa_en": (by_paragraph, 500),
}

if __name__ == "__main__":
    main(sys.argv[1:])
