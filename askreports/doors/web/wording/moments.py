"""Days and moments as a language writes them."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from askreports.doors.web.wording.interface import language, say


def moment(when: datetime) -> str:
    """A day with its time, in the zone that it is given in."""
    return format_datetime(when, "short", locale=language())


def day(when: date, today: date) -> str:
    """A day as it is said today: "Today", "Yesterday", or its date."""
    if when == today:
        return say("conversations.today")
    if (today - when).days == 1:
        return say("conversations.yesterday")
    return long_date(when)


def long_date(when: date) -> str:
    """A date with the name of its month."""
    return format_date(when, "long", locale=language())
