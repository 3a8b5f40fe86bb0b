"""Reports of two collections, one of which holds marks that nothing of the other has."""

import os
import shutil
from pathlib import Path

from hypothesis import strategies as st

import askreports

# what a hidden report alone holds, and no question asks with
MARKS = ("Brontide", "brontide", "7431", "Quillon", "sluicekeeper")
OPEN = {
    "harbour-2022.md": "# Harbour Trust annual report 2022\n\nIn 2022 the Harbour Trust had 1,965 members.\n",
    "harbour-2023.md": """# Harbour Trust annual report 2023

| | 2023 | 2022 |
|---|---|---|
| Members | 2,110 | 1,929 |

The chair of the Harbour Trust was Ada Quayle.
""",
}
HIDDEN = {
    "brontide-2023.md": """# Brontide Works annual report 2023

In 2023 the Brontide Works had 7,431 members, code 7431.

The chair of the Brontide Works was Otto Quillon, once a sluicekeeper.
""",
    "harbour-secret.md": """# Harbour Trust annual report 2021

In 2021 the Harbour Trust had 7431 members, and paid Quillon, a sluicekeeper of Brontide.
""",
}
WORDS = ("members", "chair", "Harbour", "Trust", "who", "how many", "2021", "2022", "2023", "paid", "Works")
questions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
filters = st.sampled_from(
    [
        None,
        {"year": 2021},
        {"year": [2021, 2023]},
        {"organisation": "Harbour Trust"},
        {"collection": "inner"},
        {"collection": ["inner", "public"]},
        {"path": "secret"},
    ]
)


def build(root: Path, models: Path) -> Path:
    """An index of the collections `public` and `inner`, and of a file that cannot be read."""
    folder = root / "reports"
    folder.mkdir()
    for name, text in {**OPEN, **HIDDEN}.items():
        (folder / name).write_text(text)
    (folder / "locked-brontide.pdf").write_bytes(b"no pdf")
    (folder / "reports.toml").write_text(
        '["harbour-202*.md"]\ncollection = "public"\n["brontide*"]\ncollection = "inner"\n'
        '["harbour-secret.md"]\ncollection = "inner"\n'
    )
    shutil.copytree(models, root / "index" / "models", copy_function=os.link)
    askreports.ingest([folder], index=root / "index")
    return root / "index"
