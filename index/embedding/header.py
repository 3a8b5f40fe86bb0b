"""What is embedded of a passage: the passage with a short header.

A passage says "net sales rose"; the header says whose, and when. It is never shown.
"""

import re

from index.embedding.model_card import ModelCard
from ingest.document import Report
from ingest.passage import Passage
from ingest.split import SplitSettings
from ingest.tokens import Tokenizer

SPECIAL_TOKENS = 2  # that a model puts around a text; no model of one text has more
MAX_HEADER_TOKENS = 32
MAX_CONTEXT_TOKENS = 48  # fewer where the passage leaves less room

# A value of a table, with its currency sign, brackets and per cent; a year is no value.
_VALUE = re.compile(
    r"(?<![\w.,-])[($€£¥+–-]{0,8}(?!(?:19|20)\d\d(?![\d.,]*\d))\d[\d.,']*(?![\d.,']|-?[^\W\d_])\s?[)%]*"
    r"|(?<=\s)[$€£¥—–-]+(?=\s|$)"
)


def text_tokens(card: ModelCard, tokenizer: Tokenizer) -> int:
    """The tokens that a model has for a text, beside its prompt and special tokens."""
    prompts = (card.query_prompt, card.passage_prompt)
    return card.max_tokens - SPECIAL_TOKENS - max(len(tokenizer.spans(prompt)) for prompt in prompts)


def fitting_split(split: SplitSettings, card: ModelCard, tokenizer: Tokenizer) -> SplitSettings:
    """Sizes of passages that a model takes whole, with their header: those given, or what it has room for."""
    room = text_tokens(card, tokenizer) - MAX_HEADER_TOKENS
    if split.max_tokens <= room:
        return split
    return SplitSettings(room, min(split.min_tokens, room // 2))


def embedded_text(report: Report, passage: Passage, tokenizer: Tokenizer, max_tokens: int) -> str:
    """What is turned into the passage's vector: header, heads of its table, passage without its values.

    The heads of the table have what is left of `max_tokens`.

    A model of meaning learns nothing from 1,577 or 23.4 %, but spends its tokens on them: without values
    a page of tables has a fifth fewer. The word index keeps them all.
    """
    names = " ".join(part for part in embedded_facts(report) if part)
    section = " - ".join(passage.section[-2:])
    header = _cut(f"{names}: {section}" if section else names, tokenizer, MAX_HEADER_TOKENS)
    body = without_values(passage.text)
    if passage.context:
        room = max(0, max_tokens - len(tokenizer.spans(header)) - len(tokenizer.spans(body)))
        context = " ".join(passage.context.split())
        body = f"{_cut(context, tokenizer, min(room, MAX_CONTEXT_TOKENS))} {body}".lstrip()
    return f"{header}\n{body}"


def embedded_facts(report: Report) -> tuple[str, ...]:
    """What of a report goes into its vectors, with the text."""
    return report.organisation, report.period, report.kind


def without_values(text: str) -> str:
    """The words of a text, its years and what stands between them, on one line."""
    return " ".join(_VALUE.sub(" ", text).split())


def _cut(text: str, tokenizer: Tokenizer, most: int) -> str:
    """The text, or whole words from its beginning that have at most so many tokens."""
    spans = tokenizer.spans(text)
    return text if len(spans) <= most else text[: spans[most][0]].rpartition(" ")[0].rstrip()
