"""A LangChain retriever over an index: pages with their place, for a chain of your own.

    python examples/langchain_retriever.py .askreports "When was the BioTernal Foundation set up?"

Needs `pip install langchain-core`. Copy the class into your own code.
"""

import sys
from collections.abc import Mapping

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

import askreports


class AskReportsRetriever(BaseRetriever):
    """The best passages for a question. `where` keeps to some reports, as `Reports.search` does."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    reports: askreports.Reports
    k: int = 10
    where: Mapping[str, object] | None = None

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        return [as_document(hit) for hit in self.reports.search(query, self.k, self.where)]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        return [as_document(hit) for hit in await self.reports.asearch(query, self.k, self.where)]


def as_document(hit: askreports.Hit) -> Document:
    """A passage, with what is needed to cite it."""
    return Document(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={
            "report": hit.document.id,
            "source": hit.document.path,
            "title": hit.document.title,
            "organisation": hit.document.organisation,
            "period": hit.document.period,
            "page": hit.page.number,
            "label": hit.page.label,
            "score": hit.score,
        },
    )


def main(index: str, question: str) -> None:
    """Prints where each passage stands, and how it begins."""
    with askreports.open(index) as reports:
        for found in AskReportsRetriever(reports=reports, k=3).invoke(question):
            print(f"{found.metadata['source']}, page {found.metadata['page']}: {found.page_content[:80]!r}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
