"""Which organisation a report comes from, and by which other names a question may call it."""

from ingest.facts.organisation.aliases import find_aliases
from ingest.facts.organisation.ranking import find_organisation

__all__ = ["find_aliases", "find_organisation"]
