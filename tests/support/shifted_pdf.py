"""PDFs that show their text as it is, and say in their character map that it is another one."""

from collections.abc import Callable, Sequence

from raw_pdf import line, raw_pdf, stream

Shown = tuple[float, float, str]  # from the left, from below, and what stands there


def mapped_pdf(
    pages: Sequence[Sequence[Shown]], said: Callable[[int], int], encoding: str = "cp1252"
) -> bytes:
    """A PDF of these pages, of each character of which it says that it is `said(code)`."""
    codes = [code for code in range(32, 256) if 0 <= said(code) < 0xD800]
    entries = [f"<{code:02X}> <{said(code):04X}>" for code in codes]
    blocks = [entries[n : n + 100] for n in range(0, len(entries), 100)]
    lists = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{lists}\nendcmap end end"
    )
    kinds = {"cp1252": "/WinAnsiEncoding", "mac_roman": "/MacRomanEncoding"}
    font = (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {kinds[encoding]} /ToUnicode 4 0 R >>"
    )
    objects: list[str | bytes] = ["<< /Type /Catalog /Pages 2 0 R >>", "", font, stream(cmap)]
    kids = []
    for page in pages:
        drawn = "".join(line(text.encode(encoding).decode("latin-1"), x, y, 10) for x, y, text in page)
        objects.append(stream(drawn))
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return raw_pdf(*objects)
