"""A LlamaIndex retriever over an index: pages with their place, for a query engine of your own.

    python examples/llama_index_retriever.py .askreports "When was the BioTernal Foundation set up?"

Needs `pip install llama-index-core`. Copy the class into your own code.
"""

import sys
from collections.abc import Mapping

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

import askreports


class AskReportsRetriever(BaseRetriever):
    """The best passages for a question. `where` keeps to some reports, as `Reports.search` does."""

    def __init__(
        self, reports: askreports.Reports, k: int = 10, where: Mapping[str, object] | None = None
    ) -> None:
        self._reports, self._k, self._where = reports, k, where
        super().__init__()  # pyright: ignore[reportUnknownMemberType] - the library leaves a type open

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._reports.search(query_bundle.query_str, self._k, self._where)
        return [as_node(hit) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = await self._reports.asearch(query_bundle.query_str, self._k, self._where)
        return [as_node(hit) for hit in hits]


def as_node(hit: askreports.Hit) -> NodeWithScore:
    """A passage, with what is needed to cite it."""
    node = TextNode(
        id_=hit.passage.id,
        text=hit.passage.text,
        metadata={
            "report": hit.document.id,
            "source": hit.document.path,
            "title": hit.document.title,
            "organisation": hit.document.organisation,
            "period": hit.document.period,
            "page": hit.page.number,
            "label": hit.page.label,
        },
    )
    return NodeWithScore(node=node, score=hit.score)


def main(index: str, question: str) -> None:
    """Prints where each passage stands, and how it begins."""
    with askreports.open(index) as reports:
        for found in AskReportsRetriever(reports, k=3).retrieve(question):
            place = found.node.metadata
            print(f"{place['source']}, page {place['page']}: {found.text[:80]!r}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
