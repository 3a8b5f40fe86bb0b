"""Starts the browser app: this process becomes streamlit."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from askreports.settings import environment_for

_MAIN = Path(__file__).with_name("main.py")


def run(index: Path, address: str, port: int) -> NoReturn:
    """Serves the app over `index`. Replaces this process, so that its own id stops the app."""
    options = ["--server.address", address, "--server.port", str(port)]
    command = [sys.executable, "-m", "streamlit", "run", str(_MAIN), *options]
    sys.stdout.flush()
    os.execve(sys.executable, command, environment_for(index))
