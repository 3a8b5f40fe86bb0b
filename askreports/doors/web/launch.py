"""Starts the browser app as a process of its own: streamlit on 127.0.0.1."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("script.py")


def run(index: Path, port: int) -> int:
    """Serves the app over `index` until it is stopped. Returns the exit status of streamlit."""
    environment = {**os.environ, "ASKREPORTS_INDEX": str(index.absolute())}
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), "--server.port", str(port)]
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt:  # streamlit got it as well and is closing
        return process.wait()
