"""The JSON that every door answers with, as types and the functions that make it.

Scripts and clients read it: a key is never renamed or removed.
"""

from askreports.schema.answers import AnswerJson, answer_json
from askreports.schema.checks import CheckJson, check_json
from askreports.schema.grids import GridJson, grid_json
from askreports.schema.hits import DocumentJson, SearchJson, document_json, search_json
from askreports.schema.ingests import IngestedJson, UpgradedJson, ingested_json, upgraded_json
from askreports.schema.restatements import RestatementsJson, restatements_json
from askreports.schema.status import HealthJson, StatusJson, health_json, status_json

__all__ = [
    "AnswerJson",
    "CheckJson",
    "DocumentJson",
    "GridJson",
    "HealthJson",
    "IngestedJson",
    "RestatementsJson",
    "SearchJson",
    "StatusJson",
    "UpgradedJson",
    "answer_json",
    "check_json",
    "document_json",
    "grid_json",
    "health_json",
    "ingested_json",
    "restatements_json",
    "search_json",
    "status_json",
    "upgraded_json",
]
