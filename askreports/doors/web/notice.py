"""What a visitor is told instead of content."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """What a visitor is told instead of content: what, what next, and a command to type if there is one."""

    title: str
    text: str
    command: str = ""


STOPPED = Notice("Stopped", "This question was not answered.")
