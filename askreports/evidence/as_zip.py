"""An evidence pack as a ZIP: the PDF, the JSON of what was said, and the picture of each quote."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from askreports.evidence.pack import FileProof, Pack
from askreports.evidence.picture import picture_of


def as_zip(pack: Pack, proofs: dict[str, FileProof], pdf: bytes, told: str) -> bytes:
    """The archive; `told` is the JSON that every door gives."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("evidence.pdf", pdf)
        archive.writestr("evidence.json", told)
        sums = [f"{proof.sha256}  {proof.file.name}\n" for proof in proofs.values() if proof.file]
        archive.writestr("SHA256SUMS", "".join(sorted(sums)))
        for citation in pack.citations:
            proof = proofs[citation.document.id]
            picture = picture_of(proof.file, citation.page.number, citation.quote) if proof.file else None
            if picture:
                archive.writestr(f"quotes/{citation.number:04}.png", picture.png)
    return out.getvalue()
