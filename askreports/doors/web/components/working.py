"""Runs a call beside the page, so that whoever waits for it can also do something else, or stop waiting."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

_BEAT_SECONDS = 0.25  # between two looks at whether the visitor did something

T = TypeVar("T")


def start(call: Callable[[], T]) -> Future[T]:
    """Begin a call in a thread of its own, which ends with the process at the latest."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # whoever waits gets it
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def wait(future: Future[T], on_beat: Callable[[], object]) -> T:
    """The result of the call, or what it raised. `on_beat` is called until then, and may raise to stop."""
    while not future.done():
        try:
            future.exception(_BEAT_SECONDS)
        except TimeoutError:
            on_beat()
    return future.result()
