"""What a visitor is told instead of content."""

from dataclasses import dataclass

from askreports.doors.web.wording.interface import say


@dataclass(frozen=True, slots=True)
class Notice:
    """What a visitor is told instead of content: what, what next, and a command to type if there is one."""

    title: str
    text: str
    command: str = ""


def notice(name: str, command: str = "", **values: object) -> Notice:
    """The notice of this name in the texts of the interface."""
    return Notice(say(f"notice.{name}", **values), say(f"notice.{name}_text", **values), command)
