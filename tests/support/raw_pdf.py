"""PDFs written object by object, for what no library of the tests writes."""


def raw_pdf(*objects: str | bytes) -> bytes:
    """A PDF of these objects, numbered from 1 as they name each other; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        body = content.encode("latin-1") if isinstance(content, str) else content
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(content: str, fields: str = "") -> bytes:
    """A stream object, such as the content of a page."""
    data = content.encode("latin-1")
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), fields.encode(), data)


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def line(text: str, x: float = 60, y: float = 700, size: float = 11) -> str:
    """Operators that draw a line with the font /F1."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET\n"
