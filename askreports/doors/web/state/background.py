"""Work of one visitor that takes its time: how far it is, what came of it, and a way to stop it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import Generic, TypeVar

Made = TypeVar("Made")


@dataclass(slots=True)
class Background(Generic[Made]):
    """A call in a thread of its own. `done` of `total` steps are behind it; `stop` asks it to end early."""

    done: int = 0
    total: int = 0
    stopped: bool = False
    _future: Future[Made] = field(default_factory=Future)

    def start(self, call: Callable[[Callable[[int, int], bool]], Made]) -> None:
        """Begins the call, which gets a function to tell its steps to; False from it means to stop."""

        def run() -> None:
            try:
                self._future.set_result(call(self._tell))
            except BaseException as error:  # whoever looks gets it
                self._future.set_exception(error)

        Thread(target=run, daemon=True).start()

    @property
    def running(self) -> bool:
        return not self._future.done()

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self.done / self.total if self.total else 0.0

    def result(self) -> Made:
        """What the call returned, or what it raised. Waits for its end."""
        return self._future.result()

    def stop(self) -> None:
        self.stopped = True

    def _tell(self, done: int, total: int) -> bool:
        self.done, self.total = done, total
        return not self.stopped
