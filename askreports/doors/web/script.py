"""What runs for each visitor, at every click."""

from functools import partial

from askreports.doors.web.pages import frame
from askreports.doors.web.state.shelf import open_shelf
from askreports.settings import from_environment, index_folder

index = index_folder()
frame.draw(partial(open_shelf, index, from_environment()), index)
