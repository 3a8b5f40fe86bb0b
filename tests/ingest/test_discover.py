"""Every entry of a folder gets exactly one outcome, and none of them can make us hang."""

import os
import socket
from pathlib import Path

import pytest

from ingest.discover import FoundFile, discover
from ingest.errors import NothingToIngest, Reason


def put(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    return file


def shown(*paths: Path) -> list[str]:
    return [found.path for found in discover(paths)]


def test_files_come_in_the_order_of_their_shown_paths_with_forward_slashes(tmp_path):
    for name in ("b.pdf", "a/z.pdf", "a/b/c.txt", "a.pdf"):
        put(tmp_path / name)
    assert shown(tmp_path) == ["a.pdf", "a/b/c.txt", "a/z.pdf", "b.pdf"]


def test_a_file_is_found_by_its_absolute_path(tmp_path, monkeypatch):
    file = put(tmp_path / "reports/a.pdf")
    monkeypatch.chdir(tmp_path)
    assert discover([Path("reports")]) == [FoundFile(file, "a.pdf")]


def test_a_file_that_is_named_is_shown_by_its_name(tmp_path):
    file = put(tmp_path / "deep/down/report.pdf")
    assert discover([file]) == [FoundFile(file, "report.pdf")]


def test_any_suffix_is_listed_and_none_at_all(tmp_path):
    put(tmp_path / "image.png")
    put(tmp_path / "README")
    assert shown(tmp_path) == ["README", "image.png"]


@pytest.mark.parametrize(
    "name", [".hidden.pdf", ".git/config", "~$report.docx", "Thumbs.db", "desktop.ini", ".DS_Store"]
)
def test_what_is_hidden_or_left_by_a_program_is_passed_over(tmp_path, name):
    put(tmp_path / "report.pdf")
    put(tmp_path / name)
    assert shown(tmp_path) == ["report.pdf"]


def test_a_hidden_folder_that_is_named_is_taken(tmp_path):
    put(tmp_path / ".archive/report.pdf")
    assert shown(tmp_path / ".archive") == ["report.pdf"]


def test_overlapping_paths_give_each_file_once_whatever_their_order(tmp_path):
    inner = put(tmp_path / "sub/inner.pdf")
    put(tmp_path / "outer.pdf")
    paths = [inner, tmp_path / "sub", tmp_path, tmp_path / "sub/../sub"]
    assert shown(*paths) == shown(*reversed(paths)) == ["outer.pdf", "sub/inner.pdf"]


def test_a_path_that_does_not_exist_says_which(tmp_path):
    put(tmp_path / "there.pdf")
    with pytest.raises(NothingToIngest, match=r"gone\.pdf does not exist.*check the path"):
        discover([tmp_path / "there.pdf", tmp_path / "gone.pdf"])


def test_a_folder_without_files_is_told_apart_from_success(tmp_path):
    put(tmp_path / ".hidden")
    with pytest.raises(NothingToIngest, match=f"no file to ingest .{tmp_path}.: put reports there"):
        discover([tmp_path])


def test_no_path_at_all_is_an_error():
    with pytest.raises(NothingToIngest, match="no path given"):
        discover([])


def test_a_folder_with_the_name_of_a_file_is_a_folder(tmp_path):
    put(tmp_path / "annual.pdf/inside.txt")
    assert shown(tmp_path) == ["annual.pdf/inside.txt"]


def test_a_pipe_is_listed_as_unreadable_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    assert discover([tmp_path]) == [FoundFile(tmp_path / "pipe.pdf", "pipe.pdf", Reason.UNREADABLE)]


def test_a_socket_is_listed_as_unreadable(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket may have about 100 bytes
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.pdf")
        assert [found.problem for found in discover([tmp_path])] == [Reason.UNREADABLE]


def test_a_link_to_nowhere_and_a_link_to_itself_are_listed_as_unreadable(tmp_path):
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "gone")
    (tmp_path / "self.pdf").symlink_to(tmp_path / "self.pdf")
    outcomes = {found.path: found.problem for found in discover([tmp_path])}
    assert outcomes == {"dangling.pdf": Reason.UNREADABLE, "self.pdf": Reason.UNREADABLE}


def test_a_link_to_itself_that_is_named_does_not_exist(tmp_path):
    (tmp_path / "self").symlink_to(tmp_path / "self")
    with pytest.raises(NothingToIngest, match="does not exist"):
        discover([tmp_path / "self"])


def test_a_link_to_a_file_is_followed(tmp_path):
    target = put(tmp_path / "archive/report.pdf")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/latest.pdf").symlink_to(target)
    assert discover([tmp_path / "inbox"]) == [FoundFile(tmp_path / "inbox/latest.pdf", "latest.pdf")]


def test_links_between_folders_end_and_the_real_folder_gives_the_name(tmp_path):
    put(tmp_path / "real/report.pdf")
    (tmp_path / "real/up").symlink_to(tmp_path)
    (tmp_path / "a_link").symlink_to(tmp_path / "real")
    assert shown(tmp_path) == ["real/report.pdf"]


def test_a_linked_folder_outside_is_visited(tmp_path):
    put(tmp_path / "archive/report.pdf")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/old").symlink_to(tmp_path / "archive")
    assert shown(tmp_path / "inbox") == ["old/report.pdf"]


def test_bytes_that_are_no_utf8_are_escaped_and_the_file_can_still_be_opened(tmp_path):
    put(tmp_path / os.fsdecode(b"caf\xe9 \xff.txt"))
    (found,) = discover([tmp_path])
    assert found.path == r"caf\xe9 \xff.txt"
    assert found.path.encode()  # no lone surrogates
    assert found.file.read_bytes() == b"x"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_may_not_be_listed_is_told(tmp_path):
    put(tmp_path / "report.pdf")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert FoundFile(closed, "closed", Reason.UNREADABLE) in discover([tmp_path])
    finally:
        closed.chmod(0o700)


def test_a_name_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "a\x1b[2Jb\nc.md").write_text("text")
    assert [found.path for found in discover([tmp_path])] == [r"a\x1b[2Jb\x0ac.md"]
