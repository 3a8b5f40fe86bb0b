"""Is this sentence on that page? The one place that may call a citation verified."""

from ingest.document import Page


def stands_on(quote: str, page: Page) -> bool:
    """Whether the quote stands on the page, word for word and sign for sign."""
    return bool(quote.strip()) and quote in page.text
