"""The noun for what computes vectors: it decides how fast an ingest is, so every ingest says it."""

from dataclasses import dataclass

OPENVINO, TORCH = "openvino", "torch"
BACKENDS = (OPENVINO, TORCH)


@dataclass(frozen=True, slots=True)
class Backend:
    """A library on a device ("cpu", "cuda"), and the precision it computes in: "f32", "bf16" or "f16".

    `threads` are those on the processor; 0 where another device computes.
    """

    library: str
    device: str
    precision: str
    threads: int

    def __str__(self) -> str:
        threads = f", {self.threads} thread{'' if self.threads == 1 else 's'}" if self.threads else ""
        return f"{self.library} on {self.device}, {self.precision}{threads}"
