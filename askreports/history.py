"""Conversations about an index, stored in a file beside its folder, not in it.

A rebuild or a rollback does not change them, and a copy of the index does not contain them. An answer is
stored as it was given.
"""

import secrets
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from askreports.answer_record import (
    answer_from_record,
    answer_to_record,
    record_naming_only,
    reports_of_record,
)
from askreports.answering.answer import Answer
from askreports.errors import HistoryUnavailable

_MAX_TITLE = 120  # characters
_PATIENCE_SECONDS = 10.0  # for another writer

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL, -- who signed in, empty where nobody does
    title TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS turns (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    question TEXT NOT NULL,
    filters TEXT NOT NULL,
    answer TEXT NOT NULL,
    said TEXT NOT NULL, -- the answer's sentences, to be searched
    helpful INTEGER,
    reason TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS pins (
    conversation TEXT PRIMARY KEY REFERENCES conversations ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS turns_of ON turns (conversation);
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in the list. `changed` is the moment of its last question, in UTC (ISO 8601)."""

    id: str
    title: str
    changed: str
    questions: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, its answer, and whether the answer helped: None where nobody said."""

    id: int
    question: str
    where: Mapping[str, Sequence[str]]
    answer: Answer
    helpful: bool | None = None
    reason: str = ""


def history_file(index: Path) -> Path:
    """The file of the conversations with an index: `.askreports-conversations.sqlite` for `.askreports`."""
    folder = index.absolute()
    return folder.with_name(f"{folder.name}-conversations.sqlite")


def new_conversation_id() -> str:
    """An id that cannot be guessed, since whoever knows it may read the conversation."""
    return secrets.token_urlsafe(12)


class History:
    """The conversations of one owner about an index; the empty name stands for everyone who is not signed in.

    With `visible`, ids of reports, answers that have anything of another report are left out. Threads may
    share it: every call opens its own connection.
    """

    def __init__(self, index: Path, owner: str = "", visible: frozenset[str] | None = None) -> None:
        self._file = history_file(index)
        self._owner = owner
        self._visible = visible

    def add(
        self, conversation: str, question: str, where: Mapping[str, Sequence[str]], answer: Answer
    ) -> int:
        """Stores a question and its answer; the first question becomes the title. Returns the turn's id."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        said = " ".join(sentence.text for sentence in answer.sentences)
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET changed = ?",
                (conversation, self._owner, " ".join(question.split())[:_MAX_TITLE], now, now),
            )
            added = connection.execute(
                "INSERT INTO turns (conversation, question, filters, answer, said) VALUES (?, ?, ?, ?, ?)",
                (
                    conversation,
                    question,
                    msgspec.json.encode(where).decode(),
                    answer_to_record(answer),
                    said,
                ),
            )
            return added.lastrowid or 0

    def conversations(self, containing: str = "") -> list[Conversation]:
        """All conversations, pinned ones first, then the newest.

        With `containing`, only those whose title or text contains it.
        """
        rows = self._rows(
            "SELECT c.id, c.title, c.changed, count(t.id), c.id IN (SELECT conversation FROM pins) AS pinned"
            " FROM conversations c JOIN turns t ON t.conversation = c.id AND visible(t.answer)"
            " WHERE c.owner = ? GROUP BY c.id"
            " HAVING max(instr(folded(c.title || char(10) || t.question || char(10) || t.said), ?))"
            " ORDER BY pinned DESC, c.changed DESC, c.rowid DESC",
            self._owner,
            containing.strip().casefold(),
        )
        return [
            Conversation(identity, title, changed, questions, bool(pinned))
            for identity, title, changed, questions, pinned in rows
        ]

    def turns(self, conversation: str) -> list[Turn]:
        """The turns of a conversation in order; none where there is no such conversation."""
        rows = self._rows(
            f"{_TURNS} WHERE conversation = ? AND {_OURS} AND visible(answer) ORDER BY id",
            conversation,
            self._owner,
        )
        return [_turn(row) for row in rows]

    def rename(self, conversation: str, title: str) -> None:
        """Changes the title of a conversation; an empty title changes nothing."""
        if named := " ".join(title.split())[:_MAX_TITLE]:
            self._change(
                "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?",
                named,
                conversation,
                self._owner,
            )

    def pin(self, conversation: str, pinned: bool) -> None:
        """Keeps a conversation at the top of the list, or lets it go down with the others."""
        if pinned:
            self._change(
                "INSERT OR IGNORE INTO pins SELECT id FROM conversations WHERE id = ? AND owner = ?",
                conversation,
                self._owner,
            )
        else:
            self._change(f"DELETE FROM pins WHERE conversation = ? AND {_OURS}", conversation, self._owner)

    def delete(self, conversation: str) -> None:
        """Deletes a conversation with all its answers."""
        self._change("DELETE FROM conversations WHERE id = ? AND owner = ?", conversation, self._owner)

    def rate(self, turn: int, helpful: bool | None, reason: str = "") -> None:
        """Stores whether an answer helped, and why; None withdraws the rating."""
        self._change(
            f"UPDATE turns SET helpful = ?, reason = ? WHERE id = ? AND {_OURS}",
            helpful,
            reason.strip(),
            turn,
            self._owner,
        )

    def purge(self, reports: Collection[str], organisations: Collection[str]) -> int:
        """Delete the answers, whoever had them, that cite or show any report but these.

        From the others go names of organisations but these. Returns how many answers went. Nothing of
        them stays in the file.
        """
        gone = 0
        with self._connection() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            for turn, answer in connection.execute("SELECT id, answer FROM turns").fetchall():
                if reports_of_record(answer) <= set(reports):
                    kept = record_naming_only(answer, organisations)
                    if kept != answer:
                        connection.execute("UPDATE turns SET answer = ? WHERE id = ?", (kept, turn))
                else:
                    connection.execute("DELETE FROM turns WHERE id = ?", (turn,))
                    gone += 1
            connection.execute("DELETE FROM conversations WHERE id NOT IN (SELECT conversation FROM turns)")
            connection.commit()
            connection.execute("VACUUM")
        return gone

    def rated(self) -> list[Turn]:
        """Every answer that was rated, of all owners, oldest first."""
        return [_turn(row) for row in self._rows(f"{_TURNS} WHERE helpful IS NOT NULL ORDER BY id")]

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._connection() as connection:
            rows: list[tuple[Any, ...]] = connection.execute(query, values).fetchall()
            return rows

    def _change(self, statement: str, *values: object) -> None:
        with self._connection() as connection:
            connection.execute(statement, values)

    def _is_visible(self, record: str) -> bool:
        return self._visible is None or reports_of_record(record) <= self._visible

    def delete_older(self, days: int) -> int:
        """Deletes the conversations of all owners that rested for so many days. Returns how many."""
        limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        with self._connection() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            return connection.execute("DELETE FROM conversations WHERE changed < ?", (limit,)).rowcount

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one call, committed when it ends. Raises `HistoryUnavailable`."""
        try:
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE_SECONDS)) as connection, connection:
                connection.create_function("folded", 1, str.casefold, deterministic=True)
                connection.create_function("visible", 1, self._is_visible, deterministic=True)
                connection.executescript(_SCHEMA)
                connection.execute("PRAGMA foreign_keys = ON")
                yield connection
        except sqlite3.Error as error:
            raise HistoryUnavailable(
                f"{self._file} cannot be used ({error}): make sure the folder can be written, "
                "or move the file away to start a new one"
            ) from error


_OURS = "conversation IN (SELECT id FROM conversations WHERE owner = ?)"
_TURNS = "SELECT id, question, filters, answer, helpful, reason FROM turns"


def _turn(row: tuple[Any, ...]) -> Turn:
    number, question, filters, answer, helpful, reason = row
    rated = None if helpful is None else bool(helpful)
    where = msgspec.json.decode(filters, type=dict[str, list[str]])
    return Turn(number, question, where, answer_from_record(answer), rated, reason)
