"""REST: questions and reports over HTTP, in the JSON of the command line. Needs the extra `rest`."""

from askreports.doors.rest.application import create_app
from askreports.doors.rest.serving import serve

__all__ = ["create_app", "serve"]
