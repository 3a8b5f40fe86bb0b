"""An index that cannot be written, such as that of another account or of a read-only disk, answers too."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import askreports

SCRIPT = """
import os, stat, sys
from pathlib import Path
import askreports

index = Path(sys.argv[1])
def ask():
    with askreports.open(index) as reports:
        assert reports.search("grants", k=1)[0].passage.text
        return reports.ask("How many start-ups got grants?").sentences[0].text

answer = ask()  # also loads all code: another account may not be able to read it
assert not list(index.glob("generations/*/lexical/*/.tantivy-meta.lock")), "reading wrote a lock"
for path in (index, *index.rglob("*")):
    if not path.is_symlink():
        path.chmod(path.stat().st_mode & ~0o222)
if os.geteuid() == 0:
    os.seteuid(65534)
assert not os.access(index, os.W_OK, effective_ids=True), "still writable"
assert ask() == answer
print(answer)
"""


def _is_open_to_others(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in (path, *path.parents))


@pytest.mark.slow
@pytest.mark.skipif(
    not all(map(_is_open_to_others, (Path(sys.prefix), Path(askreports.__file__).parent))),
    reason="another account cannot read this installation, and so runs nothing of it",
)
def test_an_index_that_cannot_be_written_is_opened(tmp_path, fresh_index):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.md").write_text("# Harbour report\n\nGrants went to 27 start-ups in 2021.\n")
    askreports.ingest([tmp_path / "reports"], index=fresh_index)
    for lock in fresh_index.glob("generations/*/lexical/*/.*.lock"):
        lock.unlink()
    with tempfile.TemporaryDirectory() as place:  # pytest's own folders are closed to other accounts
        Path(place).chmod(0o755)
        index = shutil.copytree(fresh_index, Path(place, "index"))
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(index)], capture_output=True, text=True, check=False
        )
        for path in (index, *index.rglob("*")):
            path.chmod(path.stat().st_mode | 0o200)  # so that it can be deleted
    assert done.returncode == 0, done.stderr
    assert "27" in done.stdout
