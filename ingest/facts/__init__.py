"""What a report says of itself: title, organisation, period, kind and language."""

from ingest.facts.read import Facts, read_facts

__all__ = ["Facts", "read_facts"]
