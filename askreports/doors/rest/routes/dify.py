"""Dify's external knowledge API: passages for a question, for a language model that Dify asks."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from askreports.doors.rest.problems import Refused
from askreports.doors.rest.routes.old_routes import desk_of
from askreports.doors.rest.routes.v1 import PROBLEMS
from askreports.reports import Reports
from askreports.schema import DocumentJson, document_json

EVERYTHING = "askreports"  # the knowledge of all reports; any other is a collection
router = APIRouter(responses=PROBLEMS)


class RetrievalSetting(BaseModel):
    """How many records are wanted, and how good."""

    model_config = ConfigDict(extra="ignore")
    top_k: int = Field(default=10, description="How many records to return at most.")
    score_threshold: float = Field(default=0.0, description="Records with a lower score are left out.")


class RetrievalRequest(BaseModel):
    """A question, and the knowledge that it is put to."""

    model_config = ConfigDict(extra="ignore")
    knowledge_id: str = Field(description=f'A collection, or "{EVERYTHING}" for every report.')
    query: str = Field(description="The question.")
    retrieval_setting: RetrievalSetting = Field(default=RetrievalSetting(), description="How much to return.")


class RecordMetadata(BaseModel):
    """Where a passage stands."""

    page: int = Field(description="Number of the sheet, from 1.")
    label: str = Field(description="The number printed on the page; empty where there is none.")
    section: str = Field(description="Headings above the passage.")
    document: DocumentJson = Field(description="The report.")


class Record(BaseModel):
    """A passage."""

    content: str = Field(description="Its text.")
    score: float = Field(description="How well it fits, from 0 to 1; the best of all has 1.")
    title: str = Field(description="Title of the report.")
    metadata: RecordMetadata = Field(description="Where it stands.")


class RetrievalResult(BaseModel):
    """The passages that fit best."""

    records: list[Record] = Field(description="The passages, best first.")


@router.post("/dify/retrieval")
async def dify_retrieval(request: Request, wanted: RetrievalRequest) -> RetrievalResult:
    """Returns the passages that fit a question best."""
    request.state.question = wanted.query
    return await desk_of(request).work(request, lambda reports: _retrieve(reports, wanted))


def _retrieve(reports: Reports, wanted: RetrievalRequest) -> RetrievalResult:
    where: dict[str, Any] = {}
    if wanted.knowledge_id != EVERYTHING:
        known = {name.casefold() for report in reports.documents() for name in report.collections}
        if wanted.knowledge_id.casefold() not in known:
            raise Refused(404, f'there is no collection of this name: write one, or "{EVERYTHING}"')
        where["collection"] = wanted.knowledge_id
    hits = reports.search(wanted.query, k=wanted.retrieval_setting.top_k, where=where)
    best = max((hit.score for hit in hits), default=0.0)
    records = [
        Record(
            content=hit.passage.text,
            score=min(1.0, max(0.0, hit.score / best)) if best > 0 else 0.0,
            title=hit.document.title,
            metadata=RecordMetadata(
                page=hit.page.number,
                label=hit.page.label,
                section=" / ".join(hit.passage.section),
                document=document_json(hit.document),
            ),
        )
        for hit in hits
    ]
    least = wanted.retrieval_setting.score_threshold
    return RetrievalResult(records=[record for record in records if record.score >= least])
