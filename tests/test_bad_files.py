"""One real ingest over everything that can be wrong with a folder: each file costs only itself."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from tiny_model import write_tiny_model

from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, live
from ingest.errors import Reason

pytestmark = pytest.mark.slow

ASKREPORTS = Path(sys.executable).with_name("askreports")
GOOD = 10  # filings, the smallest
MAX_LOG_BYTES = 1_000_000
ODD_NAMES = (
    b"caf\xe9.pdf",
    b"-rf.pdf",
    b"two\nlines.pdf",
    b'"quoted" \'.pdf',
    "🙂 %s {}.pdf".encode(),
    b"A.PDF",
)


def damage(folder: Path, good: Path) -> dict[str, str]:
    """Writes what goes wrong with files on their way; each with the reason it must be skipped for."""
    data = good.read_bytes()
    zipped = folder / "zip.pdf"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.txt", "The board met.")
    (folder / "html.pdf").write_text("<html><body>404 not found</body></html>")
    (folder / "pointer.pdf").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
    (folder / "nothing.txt").write_bytes(b"")
    (folder / "strange.xyz").write_bytes(data)
    (folder / "truncated.pdf").write_bytes(data[: len(data) // 2])
    (folder / "rotten.pdf").write_bytes(rotten(data))
    os.mkfifo(folder / "pipe.pdf")
    (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    return {
        "zip.pdf": Reason.NOT_A_PDF,
        "html.pdf": Reason.NOT_A_PDF,
        "pointer.pdf": Reason.NOT_A_PDF,
        "nothing.txt": Reason.NO_TEXT,
        "strange.xyz": Reason.UNSUPPORTED,
        "pipe.pdf": Reason.UNREADABLE,
        "loop.pdf": Reason.UNREADABLE,
    }


def rotten(data: bytes) -> bytes:
    """The data with one byte of a thousand replaced, behind the header."""
    chance, changed = random.Random(7), bytearray(data)
    for _ in range(len(data) // 1000):
        changed[chance.randrange(100, len(data))] = chance.randrange(256)
    return bytes(changed)


def write_odd_texts(folder: Path) -> set[str]:
    """Texts that can be read, in encodings that break what is careless; and a folder that is called a PDF."""
    said = "The board of the project awarded 27 grants to start-ups in 2021.\n"
    (folder / "utf16.txt").write_bytes(said.encode("utf-16"))
    (folder / "surrogates.txt").write_bytes(
        (said + "A lone \ud83d surrogate.\n").encode("utf-8", "surrogatepass")
    )
    (folder / "nul.txt").write_bytes((said + "A NUL \x00 in a line.\n").encode())
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "inside.txt").write_text(said + "Inside.\n")
    (folder / "around").symlink_to(folder)
    return {"utf16.txt", "surrogates.txt", "nul.txt", "folder.pdf/inside.txt"}


@pytest.fixture(scope="module")
def ingest(tmp_path_factory):
    """Runs the command over a folder, as often as it is called."""
    folder = tmp_path_factory.mktemp("bad")
    model, root = write_tiny_model(folder), folder / "index"

    def run(reports: Path, vanishing: Path | None = None) -> tuple[dict, str]:
        process = subprocess.Popen(
            [ASKREPORTS, "ingest", reports, "--json", "--index", root],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "ASKREPORTS_MODEL": str(model)},
        )
        while vanishing and process.poll() is None and not (root / ".lock").exists():
            time.sleep(0.01)
        if vanishing:  # it has been found, but not opened: the model is loaded first
            vanishing.unlink()
        said, log = process.communicate(timeout=900)
        assert process.returncode == 0, log.decode(errors="replace")
        return json.loads(said.decode("utf-8", "strict")), log.decode("utf-8", "strict")

    run.root = root
    return run


def test_whatever_is_in_the_folder_every_file_has_one_outcome(shared, ingest, tmp_path):
    reports = tmp_path / "reports"
    shutil.copytree(shared / "bad_files", reports / "bad_files")
    filings = sorted((shared / "financebench" / "pdfs").glob("*.pdf"), key=lambda file: file.stat().st_size)
    good = {filing.name for filing in filings[:GOOD]}
    for filing in filings[:GOOD]:
        shutil.copy(filing, reports)
    wrong = damage(reports, filings[0])
    good |= write_odd_texts(reports)
    for name in ODD_NAMES:
        shutil.copyfile(filings[1], os.path.join(os.fsencode(reports), name))  # noqa: PTH118
    shown = {name.decode("utf-8", "backslashreplace").replace("\n", r"\x0a") for name in ODD_NAMES}
    vanishing = reports / "vanishing.txt"
    vanishing.write_text("The board met.")

    result, log = ingest(reports, vanishing)
    outcomes = {file["path"]: file for file in result["files"]}
    present = {f"bad_files/{file.name}" for file in (shared / "bad_files").iterdir()}
    assert len(outcomes) == len(result["files"])
    assert set(outcomes) == present | good | shown | set(wrong) | {
        "truncated.pdf",
        "rotten.pdf",
        vanishing.name,
    }
    counted = ("indexed", "unchanged", "replaced", "removed", "skipped")
    assert sum(result[name] for name in counted) == len(outcomes)
    for path in good | shown:
        assert outcomes[path]["outcome"] == "indexed", outcomes[path]
    for path, reason in {**wrong, vanishing.name: Reason.UNREADABLE}.items():
        assert outcomes[path]["reason"].split(":")[0] == reason, outcomes[path]
    for file in outcomes.values():
        assert_outcome_is_told(file)
    assert "Traceback" not in log
    assert len(log) < MAX_LOG_BYTES
    assert_text_is_clean(live(ingest.root) / CATALOG)

    again, _ = ingest(reports)
    slow = {path for path, file in outcomes.items() if (file["reason"] or "").startswith(Reason.TOO_SLOW)}
    read_now = {file["path"] for file in again["files"] if file["outcome"] in ("indexed", "partial")}
    assert read_now <= slow  # on a machine that has more time now
    assert again["replaced"] == again["removed"] == 0  # what vanished had never been in the index
    assert again["unchanged"] == result["indexed"]
    assert again["skipped"] == result["skipped"] - 1 - len(read_now)


def assert_outcome_is_told(file: dict) -> None:
    """Indexed whole, or partial with the pages that are missing, or skipped for one of the fixed reasons."""
    if file["outcome"] == "skipped":
        assert file["reason"].split(":")[0] in set(Reason), file
    elif file["outcome"] == "partial":
        assert file["unread_pages"], file
        assert file["reason"].startswith(f"{len(file['unread_pages'])} of {file['pages']} pages"), file
    else:
        assert file["outcome"] == "indexed"
        assert file["pages"] > 0, file
        assert file["reason"] is None


def assert_text_is_clean(catalog: Path) -> None:
    with closing(Catalog(catalog)) as opened:
        for report in opened.reports():
            for page in opened.document(report.id).pages:
                assert "\0" not in page.text
                page.text.encode("utf-8", "strict")
