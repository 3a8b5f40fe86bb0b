"""What went wrong with a text or a grid, in a line."""

from askreports.doors.web import messages
from askreports.errors import BadText

_BAD_TEXT = (
    "This cannot be used. It is empty or too long, or a file that cannot be read: a locked or damaged one, "
    "or of another format."
)


def explained(error: Exception) -> str:
    """What a visitor is told; never the error's own text, which may hold paths of the server."""
    if isinstance(error, BadText):
        return _BAD_TEXT
    notice = messages.explain(error)
    return f"{notice.title}. {notice.text}"
