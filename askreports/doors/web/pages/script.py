"""What runs for each visitor, at every click."""

from askreports.doors.web.pages import frame
from askreports.doors.web.server import access
from askreports.doors.web.state.shelf import open_shelf, part_of
from askreports.settings import from_environment, index_folder

index, settings = index_folder(), from_environment()
frame.draw(lambda: part_of(open_shelf(index, settings), access.seen_by_visitor()), index)
