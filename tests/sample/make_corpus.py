"""Make the PDF and Office files of the sample corpus from their sources.

    python tests/sample/make_corpus.py [FOLDER]      FOLDER is `corpus/` unless named

The same sources and libraries give the same bytes: the only dates in the files are those of the sources.
The Markdown and HTML reports of the corpus have no source: they are written by hand.
"""

import sys
from pathlib import Path

from office_reports import write_docx, write_pptx, write_xlsx
from pdf_report import write_pdf
from source import read_source

SOURCES = Path(__file__).parent / "sources"
CORPUS = Path(__file__).parents[2] / "corpus"
WRITERS = {".pdf": write_pdf, ".docx": write_docx, ".xlsx": write_xlsx, ".pptx": write_pptx}


def make(folder: Path) -> list[Path]:
    """Write every report that has a source into `folder`, which must exist."""
    made = []
    for path in sorted(SOURCES.glob("*.md")):
        source = read_source(path)
        report = folder / source.fields["file"]
        WRITERS[report.suffix](source, report)
        made.append(report)
    return made


if __name__ == "__main__":
    for report in make(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS):
        print(report)
