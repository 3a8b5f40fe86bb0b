"""The only place that knows LibreOffice: a file of an old format -> the same in a format that we can read.

The program runs bounded in time and memory, with a profile of its own that goes with the file: no macro runs,
no link is followed, nothing is asked of a network.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import NEEDS_LIBREOFFICE, FileSkipped, Reason

SECONDS = 60  # on the clock, for one file; mostly it takes 2
_CPU_SECONDS = 60
_MEMORY_BYTES = 3 << 30  # of addresses, of which the program uses a tenth
_OUTPUT_BYTES = 200_000_000
_NAMES = ("soffice", "libreoffice")
_ON_MACOS = "/Applications/LibreOffice.app/Contents/MacOS/soffice"

_NOWHERE = "127.0.0.1", "9"  # the port at which everything is discarded
_SETTINGS = (  # path, name, value
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}Proxy{part}", value)
      for kind in ("HTTP", "HTTPS", "FTP") for part, value in zip(("Name", "Port"), _NOWHERE, strict=True)),
)  # fmt: skip
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    "{}</oor:items>"
)
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)


def program() -> str:
    """Where LibreOffice is; empty where it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), "")
    return found or (_ON_MACOS if os.access(_ON_MACOS, os.X_OK) else "")


def convert(data: bytes, read_as: str, suffix: str, use: Callable[[Path], object]) -> None:
    """Calls `use` with the file that LibreOffice makes of `data`: what it reads with the filter `read_as`, as
    a file with this suffix. Raises `FileSkipped`.
    """
    command = program()
    if not command:
        raise FileSkipped(Reason.UNSUPPORTED, NEEDS_LIBREOFFICE)
    with TemporaryDirectory(prefix="askreports-") as folder:
        room = Path(folder)
        (room / "report").write_bytes(data)
        _write_profile(room / "profile")
        _run([*_without_network(), command, *_arguments(room, read_as, suffix)], room)
        made = room / "made" / f"report{suffix}"
        if not made.is_file():
            raise FileSkipped(Reason.DAMAGED, "LibreOffice cannot open it")
        use(made)


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), "utf-8")


def _arguments(room: Path, read_as: str, suffix: str) -> list[str]:
    return [
        f"-env:UserInstallation={(room / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
        f"--infilter={read_as}",
        "--convert-to",
        suffix.removeprefix("."),
        "--outdir",
        str(room / "made"),
        str(room / "report"),
    ]


def _without_network() -> list[str]:
    """What starts a program without a network, where the system lets anybody do so."""
    unshare = shutil.which("unshare")
    prefix = [unshare, "--map-root-user", "--net"] if unshare else []
    is_allowed = bool(prefix) and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0
    return prefix if is_allowed else []


def _run(command: list[str], room: Path) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(room), "TMPDIR": str(room)}
    process = subprocess.Popen(
        command,
        cwd=room,
        env=environment | {"SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise FileSkipped(Reason.TOO_SLOW, f"not converted by LibreOffice within {SECONDS} seconds") from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program and all that it started."""
    with suppress(ProcessLookupError):  # all of it is over, as it should be
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _limit() -> None:
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_OUTPUT_BYTES, _OUTPUT_BYTES))
