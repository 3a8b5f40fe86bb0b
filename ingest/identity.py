"""What makes a report itself: the bytes of its file, under whatever name they lie."""

from hashlib import sha256
from pathlib import Path

ID_CHARS = 24  # of the sha256 in hex: 96 bits, no two reports of any archive will meet


def document_id(file: Path) -> str:
    """The id of the report in a file: the same bytes have the same id under any name."""
    with file.open("rb") as stream:
        digest = sha256()
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:ID_CHARS]


def id_of_bytes(data: bytes) -> str:
    """The same for the bytes of a file inside another one."""
    return sha256(data).hexdigest()[:ID_CHARS]
