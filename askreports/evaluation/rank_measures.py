"""Measures of one ranking against its gold pages; the only place that knows ir_measures.

In the words of the field: `qrels` say which pages are good for a question, a `run` how a search ranked them.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from askreports.evaluation.gold import GoldQuestion, file_name
from index.hit import Hit

if TYPE_CHECKING:
    from ir_measures import Measure

PAGE_CUTOFFS = (1, 3, 5, 10, 20)
REPORT_CUTOFFS = (1, 5)


def rank_measures(question: GoldQuestion, hits: Sequence[Hit]) -> dict[str, float]:
    """The measures of one question's hits by name, each from 0 to 1.

    "page@5" is 1 where a gold page is among the first five pages, "report@5" the same for reports;
    "recall@5" is the share of the gold pages there; "mrr@10" is 1 / rank of the first gold page, 0 where
    none is among the first ten; "ndcg@10" has gains of 1. A page or report counts once, at its best rank.
    """
    from ir_measures import RR, R, Success, nDCG

    of_reports = {Success @ n: f"report@{n}" for n in REPORT_CUTOFFS}
    of_pages = {Success @ n: f"page@{n}" for n in PAGE_CUTOFFS}
    of_pages |= {R @ n: f"recall@{n}" for n in PAGE_CUTOFFS} | {RR @ 10: "mrr@10", nDCG @ 10: "ndcg@10"}
    run = [(file_name(hit.document.path), hit.page.number) for hit in hits]
    values = _score(of_pages, question.gold, run)
    values |= _score(of_reports, [name for name, _ in question.gold], [name for name, _ in run])
    return {name: values[name] for name in [*of_pages.values(), *of_reports.values()]}


def _score(
    names: Mapping["Measure", str], gold: Iterable[Hashable], run: Iterable[Hashable]
) -> dict[str, float]:
    """Each measure of `names` for one question, where `run` is best first and may repeat itself."""
    import ir_measures

    qrels = {"question": {repr(item): 1 for item in gold}}
    ranked = {repr(item): -float(rank) for rank, item in enumerate(dict.fromkeys(run))}
    metrics = ir_measures.iter_calc(list(names), qrels, {"question": ranked})
    return {names[metric.measure]: float(metric.value) for metric in metrics}
