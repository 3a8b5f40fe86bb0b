"""The JSON of every door. What is written here is what other people's scripts read."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.hit import Hit
from index.outcome import FileOutcome, Ingested, Outcome
from ingest.document import Page, Report

if TYPE_CHECKING:  # a search answers without the modules of the answers
    from askreports.answering.answer import Answer, Citation, Comparison, Figure, Sentence
    from askreports.reports import Reports

Json = dict[str, Any]


def search_json(question: str, hits: Sequence[Hit], seconds: float) -> Json:
    """The hits of one question."""
    return {"question": question, "hits": [hit_json(hit) for hit in hits], "seconds": round(seconds, 4)}


def answer_json(answer: "Answer") -> Json:
    """An answer with its citations and the hits it was made from."""
    return {
        "question": answer.question,
        "standalone": answer.standalone,
        "found": answer.found,
        "status": answer.status,
        "sentences": [sentence_json(sentence) for sentence in answer.sentences],
        "citations": [citation_json(citation) for citation in answer.citations],
        "figure": figure_json(answer.figure) if answer.figure else None,
        "table": table_json(answer.table) if answer.table else None,
        "hits": [hit_json(hit) for hit in answer.hits],
        "searched": {
            "reports": answer.searched.reports,
            "skipped": answer.searched.skipped,
            "unread_pages": answer.searched.unread_pages,
            "unknown": list(answer.searched.gaps.names),
            "missing_years": list(answer.searched.gaps.years),
            "held": list(answer.searched.gaps.held),
            "unwritten": list(answer.searched.gaps.things),
            "missing": answer.searched.gaps.sentence(),
        },
        "seconds": round(answer.seconds, 4),
        "sent_to": answer.sent_to,
        "notice": answer.notice,
    }


def sentence_json(sentence: "Sentence") -> Json:
    """A sentence; `verified` is false where a language model wrote what its passages do not say."""
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "verified": sentence.verified,
        "doubts": list(sentence.doubts),
    }


def figure_json(figure: "Figure") -> Json:
    """A figure and what it was made of; decimals as text, so that nobody rounds them on the way."""
    return {
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "formula": figure.formula,
        "inputs": [
            {
                "label": item.label,
                "period": item.period,
                "value": f"{item.value:f}",
                "unit": item.unit,
                "citation": item.citation,
            }
            for item in figure.inputs
        ],
    }


def table_json(table: "Comparison") -> Json:
    return {
        "columns": list(table.columns),
        "rows": [[{"text": cell.text, "citation": cell.citation} for cell in row] for row in table.rows],
    }


def citation_json(citation: "Citation") -> Json:
    return {
        "number": citation.number,
        "document": document_json(citation.document),
        "page": page_json(citation.page),
        "quote": citation.quote,
        "verified": citation.verified,
    }


def hit_json(hit: Hit) -> Json:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "document": document_json(hit.document),
        "page": page_json(hit.page),
        "section": " / ".join(hit.passage.section),
        "passage": {"id": hit.passage.id, "text": hit.passage.text},
        "why": {name: round(value, 4) for name, value in hit.why.items()},
        "also_in": [
            {"document": document_json(place.document), "page": page_json(place.page)}
            for place in hit.also_in
        ],
    }


def document_json(report: Report) -> Json:
    return {
        "id": report.id,
        "path": report.path,
        "title": report.title,
        "organisation": report.organisation,
        "period": report.period,
        "kind": report.kind,
        "language": report.language,
    }


def page_json(page: Page) -> Json:
    """A page; `read_by` is "text" for the file's own text and "ocr" for what was read from its picture."""
    return {"number": page.number, "label": page.label, "read_by": page.read_by}


def ingested_json(result: Ingested) -> Json:
    """The result of an ingest. The counts add up to the files: one read in part counts as indexed."""
    return {
        "indexed": result.count(Outcome.INDEXED, Outcome.PARTIAL),
        "unchanged": result.count(Outcome.UNCHANGED),
        "replaced": result.count(Outcome.REPLACED),
        "removed": result.count(Outcome.REMOVED),
        "skipped": result.count(Outcome.SKIPPED),
        "seconds": round(result.seconds, 2),
        "pages": result.pages,
        "passages": result.passages,
        "backend": asdict(result.backend),
        "files": [file_json(file) for file in result.files],
    }


def file_json(file: FileOutcome) -> Json:
    return {
        "path": file.path,
        "outcome": str(file.outcome),
        "reason": file.reason or None,
        "pages": file.pages,
        "unread_pages": list(file.unread_pages),
    }


def status_json(reports: "Reports") -> Json:
    """What is indexed, under which paths, what was read in part, and what was skipped and why."""
    paths, counts, ingested = reports.paths(), reports.counts(), reports.ingested()
    return {
        "generation": reports.generation,
        "model": reports.manifest.embedder.name,
        "reports": len(reports.documents()),
        "pages": reports.manifest.pages,
        "passages": reports.manifest.passages,
        "documents": [
            {
                **document_json(report),
                "paths": list(paths[report.id]),
                "pages": report.page_count,
                "unread_pages": list(report.unread_pages),
                "ocr_pages": counts[report.id].ocr_pages,
                "ingested": ingested[report.id],
            }
            for report in reports.documents()
        ],
        "partial": [{"path": file.path, "reason": file.reason} for file in reports.partial()],
        "skipped": [{"path": file.path, "reason": file.reason} for file in reports.skipped()],
    }
