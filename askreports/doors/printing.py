"""What the command line prints for people. Text from reports is printed as it is, never as markup."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from index.outcome import Ingested, Outcome
from index.outcome import Progress as Step

if TYPE_CHECKING:  # a question from the command line waits for no module of the evaluation
    from askreports.doctor import Finding
    from askreports.evaluation.ablate import Ablation
    from askreports.evaluation.abstain import Abstention
    from askreports.evaluation.compare import Difference
    from askreports.evaluation.evaluate import Evaluation

Json = Mapping[str, Any]

MAIN_MEASURES = (
    "page@1",
    "page@5",
    "page@10",
    "report@1",
    "any_citation",
    "gold_number",
    "figure_right",
    "figure_wrong",
)


@contextmanager
def ingest_progress() -> Iterator[Callable[[Step], None]]:
    """A progress line on stderr: files done, passages a second, time left by bytes still to read."""
    columns = (
        TextColumn("{task.fields[files]}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task("", total=None, files="looking at the files", rate="")

        def show(step: Step) -> None:
            seconds = bar.tasks[0].elapsed or 0.0
            rate = f"{step.passages / seconds:.0f} passages/s, {step.backend}" if seconds else ""
            files = f"{step.files} of {step.total_files} files"
            bar.update(task, total=step.total_bytes, completed=step.bytes, files=files, rate=rate)

        yield show


def show_ingested(result: Ingested) -> None:
    """What an ingest did, and which files could not be used."""
    print(ingested_line(result))
    for file in result.files:
        if file.outcome in (Outcome.SKIPPED, Outcome.PARTIAL):
            print(f"  {file.outcome}  {file.path}: {file.reason}")


def ingested_line(result: Ingested) -> str:
    """What an ingest did, on one line."""
    counts = {outcome: result.count(outcome) for outcome in Outcome}
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count) or "nothing"
    new = f"{result.pages} pages, {result.passages} passages in {result.seconds:.1f} s"
    return f"{said}; {new} ({result.backend})"


def show_hits(found: Json, explain: bool) -> None:
    """The hits of a search, one paragraph each."""
    console = _console()
    if not found["hits"]:
        console.print(Text("Nothing found in these reports."))
    for hit in found["hits"]:
        console.print(Text(f"{hit['rank']}. {_where(hit)}  {hit['score']:.2f}", style="bold"))
        if hit["section"]:
            console.print(Text(f"   {hit['section']}", style="dim"))
        if explain:
            console.print(
                Text("   " + "  ".join(f"{name} {value:.2f}" for name, value in hit["why"].items()))
            )
        console.print(Text("   " + " ".join(hit["passage"]["text"].split())[:300]))
        for place in hit["also_in"]:
            console.print(Text(f"   also in {_where(place)}", style="dim"))


@contextmanager
def show_writing() -> Iterator[Callable[[str], None]]:
    """What a language model writes, on stderr as it comes; gone when the answer has been checked."""
    written = Text(style="dim")
    live = Live(console=Console(stderr=True), transient=True)

    def show(piece: str) -> None:
        written.append("".join(char for char in piece if char.isprintable() or char == "\n"))
        live.start()
        live.update(written)

    try:
        yield show
    finally:
        live.stop()


_STATUS = {"closest": "Closest passages: may not answer.", "nothing": "Not in these reports."}


def show_answer(found: Json) -> None:
    """An answer with its sources, or that there is none."""
    console = _console()
    if found["standalone"]:
        console.print(Text(f"Understood as: {found['standalone']}", style="dim"))
    if found["notice"]:
        console.print(Text(found["notice"], style="bold"))
    if found["status"] != "answers":
        console.print(Text(_STATUS[found["status"]], style="bold"))
    for sentence in found["sentences"]:
        marks = "".join(f"[{number}]" for number in sentence["citations"])
        doubts = "" if sentence["verified"] else f"  NOT verified: {'; '.join(sentence['doubts'])}"
        console.print(Text(f"{sentence['text']} {marks}{doubts}"))
    if found["table"]:
        console.print(_comparison(found["table"]))
    for citation in found["citations"]:
        checked = "verified" if citation["verified"] else "NOT verified"
        console.print(Text(f"[{citation['number']}] {_where(citation)}, {checked}", style="dim"))
    searched = found["searched"]
    if searched["missing"]:
        console.print(Text(searched["missing"], style="dim"))
    skipped = f"; {searched['skipped']} files had been skipped" if searched["skipped"] else ""
    unread = f"; {searched['unread_pages']} pages could not be read" if searched["unread_pages"] else ""
    console.print(Text(f"Searched {searched['reports']} reports{skipped}{unread}.", style="dim"))
    if found["notice"]:
        console.print(Text(found["notice"]))
    if found["sent_to"]:
        console.print(Text(f"Question and passages were sent to {found['sent_to']}.", style="dim"))


def show_status(found: Json) -> None:
    """The reports of an index and the files that were skipped, one line each."""
    console = _console()
    for report in found["documents"]:
        facts = [report[name] for name in ("organisation", "period", "kind", "language") if report[name]]
        unread = f", {len(report['unread_pages'])} not read" if report["unread_pages"] else ""
        unread += f", {report['ocr_pages']} read by OCR" if report["ocr_pages"] else ""
        title = Text(f"{report['path']}: {report['title']}")
        read = f"{report['pages']} pages{unread}; since {report['ingested'][:10]}"
        console.print(title, Text(f"({', '.join(facts)}; {read})", style="dim"))
        for path in report["paths"]:
            if path != report["path"]:
                console.print(Text(f"    also {path}", style="dim"))
    for file in found["partial"]:
        console.print(Text(f"partial  {file['path']}: {file['reason']}"))
    for file in found["skipped"]:
        console.print(Text(f"skipped  {file['path']}: {file['reason']}"))
    console.print(
        Text(
            f"{found['reports']} reports, {found['pages']} pages, {found['passages']} passages; "
            f"model {found['model']}; generation {found['generation']}"
        )
    )


def show_findings(findings: "Sequence[Finding]") -> None:
    """What the doctor found, one line each."""
    for finding in findings:
        _console().print(Text(f"{finding.state:8} {finding.what}: {finding.detail}"))


def show_evaluation(evaluation: "Evaluation") -> None:
    """The measures of an evaluation, then the main ones by type of question, then what was missed."""
    from askreports.evaluation.evaluate import rows

    head, *body = rows(evaluation)
    _console().print(_table(head[:3], (row[:3] for row in body)))
    shown = [name for name in MAIN_MEASURES if name in evaluation.whole.measures]
    by_type = (
        [name, str(group.questions), *(_share(group.measures[m]) for m in shown)]
        for name, group in evaluation.by_type.items()
    )
    _console().print(_table(["type", "questions", *shown], by_type))
    if evaluation.missed:
        print("missed at 10:", " ".join(evaluation.missed))


def show_abstention(found: "Abstention | None") -> None:
    """How often a question without its reports is refused, and how often a refusal is right."""
    if found:
        print(f"refused where the reports are absent: {found.recall:.2f} of {found.questions}")
        print(f"of all refusals, right: {_share(found.precision)}")


def show_ablations(ablations: "Sequence[Ablation]") -> None:
    """The measures of the search without each of its signals."""
    from askreports.evaluation.ablate import MEASURES as ABLATED

    if ablations:
        body = ([a.signal or "everything", *(f"{a.measures[m]:.2f}" for m in ABLATED)] for a in ablations)
        _console().print(_table(["without", *ABLATED], body))


def show_differences(differences: "Sequence[Difference]") -> None:
    """What changed against an earlier run, and how likely that is by chance."""
    if differences:
        body = ([d.measure, f"{d.before:.2f}", f"{d.after:.2f}", f"{d.chance:.3f}"] for d in differences)
        _console().print(_table(["measure", "before", "after", "by chance"], body))


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _where(item: Json) -> str:
    """Which page of which report, as a person would cite it."""
    document, page = item["document"], item["page"]
    label = f" (printed {page['label']})" if page["label"] not in ("", str(page["number"])) else ""
    ocr = ", read by OCR" if page["read_by"] == "ocr" else ""
    return f"{document['title']}, {document['path']}, page {page['number']}{label}{ocr}"


def _comparison(table: Json) -> Table:
    """A table of an answer, each cell with the number of its citation."""
    return _table(table["columns"], ([_cell(cell) for cell in row] for row in table["rows"]))


def _cell(cell: Json) -> str:
    return f"{cell['text']} [{cell['citation']}]" if cell["citation"] else cell["text"]


def _table(head: Sequence[str], body: Iterable[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, 1))
    for name in head:
        table.add_column(Text(name))
    for row in body:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)
