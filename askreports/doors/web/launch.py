"""Starts the browser app: this process becomes streamlit on 127.0.0.1."""

import os
import sys
from pathlib import Path
from typing import NoReturn

SCRIPT = Path(__file__).with_name("script.py")


def run(index: Path, port: int) -> NoReturn:
    """Serves the app over `index`. Replaces this process, so that its own id stops the app."""
    environment = {**os.environ, "ASKREPORTS_INDEX": str(index.absolute())}
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), "--server.port", str(port)]
    sys.stdout.flush()
    os.execve(sys.executable, command, environment)
