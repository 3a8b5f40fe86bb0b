"""The command line. Results go to stdout, progress and errors to stderr; exit status 0, 1 or 2.

1 is for errors of ours, 2 for wrong usage.
"""

from askreports.doors.cli.command import app, main

__all__ = ["app", "main"]
