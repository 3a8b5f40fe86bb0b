"""Checks claims that are known to be true or false, and prints what the checker called them, per kind.

    bench/claims.py [--seed 7] [--organisations 12] [--show KIND]

Reports are written from figures that are known (claims_world.py, claims_files.py), as PDF, Word and Excel, in
three languages; half of the organisations, items and sentences are held out. Nothing of the project's own
tables goes into the claims. claims_real.jsonl has claims over real reports, written by reading their pages.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from claims_files import write_reports
from claims_made import MadeClaim, made_claims
from claims_world import YEARS, organisations

import askreports

VERDICTS = ("supported", "contradicted", "other period", "not found")


def main() -> None:
    """Write, ingest, check, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--organisations", type=int, default=12, help="of each half")
    parser.add_argument("--half", choices=("a", "b"), default=None)
    parser.add_argument("--show", default="", help="print claims of this kind with their verdicts")
    parser.add_argument("--keep", type=Path, default=None, help="folder of reports and index, kept")
    parser.add_argument("--real", nargs=2, metavar=("INDEX", "CLAIMS.jsonl"), help="claims over real reports")
    options = parser.parse_args()
    if options.real:
        claims = [
            MadeClaim(**json.loads(line)) for line in Path(options.real[1]).read_text("utf-8").splitlines()
        ]
        results = _checked(claims, Path(options.real[0]))
        for half, name in (("a", "real reports, seen while it was mended"), ("b", "real reports, fresh")):
            print_table(name, [(claim, verdict) for claim, verdict in results if claim.half == half])
        return
    known = organisations(options.organisations, options.seed)
    claims = made_claims(known, options.seed)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="claims-"))
    reports = folder / "reports"
    if not reports.exists():
        reports.mkdir(parents=True)
        for organisation in known:
            write_reports(organisation, YEARS, reports)
        askreports.ingest([reports], index=folder / "index")
    chosen = [claim for claim in claims if options.half in (None, claim.half)]
    results = _checked(chosen, folder / "index")
    for claim, verdict in results:
        if options.show and options.show in claim.kind:
            print(f"{verdict:13} {claim.half} {claim.kind}: {claim.text}")
    for half, name in (("a", "learnt from"), ("b", "held out")):
        print_table(name, [(claim, verdict) for claim, verdict in results if claim.half == half])
    if not options.keep:
        shutil.rmtree(folder)


def _checked(claims: Sequence[MadeClaim], index: Path) -> list[tuple[MadeClaim, str]]:
    """Each claim with its verdict: that of its first part where it is cut into several."""
    began = time.perf_counter()
    with askreports.open(index) as reports:
        found = []
        for claim in claims:
            checked = reports.check(claim.text).claims
            found.append((claim, _worst([str(one.verdict) for one in checked])))
    seconds = time.perf_counter() - began
    print(f"{len(claims)} claims, {seconds:.0f} s, {1000 * seconds / max(1, len(claims)):.0f} ms a claim")
    return found


def _worst(verdicts: Iterable[str]) -> str:
    """A text of several claims is as good as the worst of them; one without a claim was not found."""
    ranked = ["contradicted", "other period", "not found", "supported"]
    return min(verdicts, key=ranked.index, default="not found")


def print_table(name: str, results: Sequence[tuple[MadeClaim, str]]) -> None:
    """A row a kind, and the three shares that count."""
    if not results:
        return
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim, verdict in results:
        kinds[claim.kind][verdict] += 1
    print(
        f"\n{name}: {len(results)} claims\n| kind | {' | '.join(VERDICTS)} |\n|---|{'---|' * len(VERDICTS)}"
    )
    for kind in sorted(kinds, key=lambda kind: (not kind.startswith("true"), kind)):
        print(f"| {kind} | {' | '.join(str(kinds[kind][verdict]) for verdict in VERDICTS)} |")
    numeric = [(c, v) for c, v in results if c.numeric]
    texts = [(c, v) for c, v in results if not c.numeric]
    for label, group in (("numeric", numeric), ("texts without numbers", texts)):
        true = [v for c, v in group if c.is_true]
        false = [v for c, v in group if not c.is_true]
        named = [v for c, v in group if c.named]
        print(
            f"{label}: {_share(true, 'supported')} of the true supported, "
            f"{_share(false, 'supported')} of the false called supported, "
            f"{_share(named, 'contradicted', 'other period')} of those whose cell is there named"
        )


def _share(verdicts: Sequence[str], *wanted: str) -> str:
    hits = sum(verdict in wanted for verdict in verdicts)
    return f"{hits}/{len(verdicts)} ({100 * hits / len(verdicts):.1f} %)" if verdicts else "none"


if __name__ == "__main__":
    main()
