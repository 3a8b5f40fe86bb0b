"""The command line as other people's scripts call it: a real process, its output and its exit status."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from model_server import ModelServer, answer, serving
from visits import ANSWER

import askreports
from askreports.evaluation.gold import read_gold
from askreports.history import History

pytestmark = pytest.mark.slow

ASKREPORTS = Path(sys.executable).with_name("askreports")


def run(*arguments, stdin=None, index=None):
    environment = {**os.environ, "ASKREPORTS_INDEX": str(index)} if index else None
    return subprocess.run(
        [ASKREPORTS, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )


@pytest.mark.slow
def test_the_contract_is_kept(shared):
    done = subprocess.run(
        [sys.executable, shared / "accept" / "contract.py", ASKREPORTS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_contract_of_what_is_new_is_kept(shared):
    done = subprocess.run(
        [sys.executable, shared / "accept" / "contract_new.py", ASKREPORTS, "rest", "forget"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_question_and_its_answer(sample_index):
    done = run("ask", "When was the BioTernal Foundation set up?", index=sample_index)
    assert done.returncode == 0
    assert "14 May 2009" in done.stdout
    assert "BioTernal_annual_report" in done.stdout
    assert "verified" in done.stdout


def test_a_follow_up_says_how_it_was_understood(sample_index):
    before = "What was the total income of BioTernal in 2022?"
    done = run("ask", "and in 2023?", "--earlier", before, index=sample_index)
    assert done.stdout.startswith("Understood as: What was the total income of BioTernal in 2023?")
    assert "2,685" in done.stdout


def test_what_a_language_model_wrote_is_marked_and_the_model_named(sample_index, monkeypatch):
    text = "BioTernal was set up on 14 May 2009 [1][2][3][4][5][6][7][8][9][10]. It made 77 films [1]."
    with serving(ModelServer(answer(text))) as url:
        monkeypatch.setenv("ASKREPORTS_LLM_URL", url)
        monkeypatch.setenv("ASKREPORTS_LLM_MODEL", "tiny")
        done = run("ask", "When was the BioTernal Foundation set up?", index=sample_index)
    assert done.returncode == 0
    told = " ".join(done.stdout.split())
    assert re.search(r"It made 77 films\. \[\d+\] NOT verified: 77 is not in the passages", told)
    assert "were sent to tiny at 127.0.0.1" in done.stdout


def test_half_a_language_model_is_an_error(sample_index, monkeypatch):
    monkeypatch.setenv("ASKREPORTS_LLM_URL", "http://127.0.0.1:9/v1")
    done = run("ask", "When?", index=sample_index)
    assert done.returncode == 1
    assert "ASKREPORTS_LLM_MODEL is not" in done.stderr


def test_an_honest_no(sample_index):
    done = run("ask", "How many members does the Skarnholm Medical Cluster have?", index=sample_index)
    assert done.returncode == 0
    assert done.stdout.startswith("Not in these reports.")
    assert "No report mentions Skarnholm Medical Cluster." in done.stdout
    assert "Searched 16 reports" in done.stdout


def test_search_explains_itself(sample_index):
    done = run("search", "membership fees", "-k", "2", "--explain", index=sample_index)
    assert "words" in done.stdout
    assert "vectors" in done.stdout
    assert "organisation" in done.stdout


def test_filters_keep_to_the_reports_asked_for(sample_index):
    where = ["--where", "language=ca", "--where", "language=es"]
    found = json.loads(run("search", "ingresos", "--json", *where, index=sample_index).stdout)
    assert {hit["document"]["language"] for hit in found["hits"]} == {"ca", "es"}


def test_questions_from_stdin_cost_their_line_alone(sample_index):
    done = run("search", "-", "--json", stdin="grants\n?!\nmembers\n", index=sample_index)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["question"] for line in lines] == ["grants", "?!", "members"]
    assert "error" in lines[1]
    assert lines[2]["hits"]
    assert done.returncode == 1


def test_status_lists_every_report(sample_index):
    found = json.loads(run("status", "--json", index=sample_index).stdout)
    assert found["reports"] == len(found["documents"]) == 16
    assert "Velarce_memoria_ayudas_2022.pdf" in run("status", index=sample_index).stdout


def test_the_doctor_finds_nothing_wrong(sample_index):
    done = run("doctor", "--json", index=sample_index)
    states = {finding["what"]: finding["state"] for finding in json.loads(done.stdout)["findings"]}
    assert states["index"] == states["embedding"] == "fine"
    (embedding,) = (f["detail"] for f in json.loads(done.stdout)["findings"] if f["what"] == "embedding")
    assert re.fullmatch(r"openvino on cpu, (bf16|f16|f32), \d+ threads?", embedding)
    assert done.returncode == (1 if "wrong" in states.values() else 0)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["search", "grants", "--index", "nowhere"], 1, "askreports ingest"),
        (["status", "--index", "nowhere"], 1, "askreports ingest"),
        (["rollback", "--index", "nowhere"], 1, "askreports ingest"),
        (["ingest", "nowhere", "--index", "unused"], 1, "check the path"),
        (["search"], 2, "QUESTION"),
        (["search", "x", "-k", "many"], 2, "-k"),
        (["unheard-of"], 2, "unheard-of"),
    ],
)
def test_errors_say_what_to_do(tmp_path, arguments, code, said, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", ""], "empty"),
        (["search", "x" * 100_000], "shorten"),
        (["search", "grants", "-k", "0"], "1 to"),
        (["search", "grants", "--where", "nonsense=1"], "organisation"),
        (["ask", "grants", "--where", "year=next"], "year=2021"),
        (["eval", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_bad_input_is_one_clear_line(sample_index, arguments, said):
    done = run(*arguments, index=sample_index)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_empty_folder_is_told(tmp_path, fresh_index):
    (tmp_path / "reports").mkdir()
    done = run("ingest", tmp_path / "reports", "--index", fresh_index)
    assert done.returncode == 1
    assert "no file to ingest" in done.stderr


@pytest.mark.parametrize("damage", ["cut", "flipped", "current"])
def test_a_damaged_index_is_told(tmp_path, sample_index, damage):
    copy = shutil.copytree(sample_index, tmp_path / "index")
    file = copy / "generations" / "000001" / "vectors.faiss"
    data = bytearray(file.read_bytes())
    if damage == "cut":
        file.write_bytes(data[:-1000])
    elif damage == "flipped":
        data[-7] ^= 1
        file.write_bytes(data)
    else:
        (copy / "CURRENT").write_text("000009\n")
    done = run("search", "grants", "--index", copy)
    assert done.returncode == 1
    assert "rollback" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_model_is_told(sample_index):
    environment = {
        **os.environ,
        "ASKREPORTS_MODEL": "some/other-model",
        "ASKREPORTS_INDEX": str(sample_index),
    }
    done = subprocess.run(
        [ASKREPORTS, "search", "x"], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert "askreports upgrade" in done.stderr


@pytest.mark.slow
def test_an_evaluation_is_compared_and_taken_apart(sample_index, tmp_path):
    gold = Path(__file__).parents[2] / "sample" / "gold.jsonl"
    few = tmp_path / "few.jsonl"
    few.write_text("".join(gold.read_text(encoding="utf-8").splitlines(keepends=True)[:5]), encoding="utf-8")
    before = tmp_path / "before.json"
    before.write_text(run("eval", few, "--no-answers", "--json", index=sample_index).stdout)
    again = run("eval", few, "--no-answers", "--ablate", "--compare", before, "--json", index=sample_index)
    found = json.loads(again.stdout)
    assert {"everything", "vectors", "passage_words"} <= found["ablations"].keys()
    assert {d["chance"] for d in found["differences"]} == {1.0}  # the same index, the same questions
    shown = run("eval", few, "--no-answers", "--ablate", "--compare", before, index=sample_index).stdout
    assert "without" in shown
    assert "by chance" in shown


def test_a_server_says_where_it_is_before_it_answers(sample_index):
    with subprocess.Popen(
        [ASKREPORTS, "serve", "--json", "--port", "8593", "--index", sample_index],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            assert json.loads(server.stdout.readline()) == {"url": "http://127.0.0.1:8593"}
        finally:
            server.terminate()


def test_a_reader_that_leaves_is_no_error(sample_index):
    """As with `| head -1`, of text and of JSON, however soon it leaves."""
    for arguments in (["search", "-"], ["status"], ["status", "--json"], ["--help"]):
        with subprocess.Popen(
            [ASKREPORTS, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "ASKREPORTS_INDEX": str(sample_index)},
            text=True,
        ) as process:
            process.stdout.close()
            process.stdin.write("grants\n" * 3)
            process.stdin.close()
            assert process.stderr.read() == ""
            assert process.wait(60) == 0


@pytest.mark.parametrize("arguments", [["search", "grants"], ["search", "grants", "--json"], ["--version"]])
def test_a_full_disk_under_the_output_is_one_line(sample_index, arguments):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [ASKREPORTS, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "ASKREPORTS_INDEX": str(sample_index)},
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "askreports: standard output cannot be written: No space left on device\n"


def test_an_interruption_is_one_line(sample_index):
    with subprocess.Popen(
        [ASKREPORTS, "search", "-", "--index", sample_index],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
        text=True,
    ) as process:
        process.stdin.write("grants\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["hits"]
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "askreports: interrupted; the index is as it was before\n"


def test_the_version_is_printed():
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"askreports {askreports.__version__}\n")


def test_help_names_every_command():
    done = run("--help")
    for command in ("ingest", "search", "ask", "eval", "status", "doctor", "rollback", "app", "serve", "mcp"):
        assert command in done.stdout
        described = run(command, "--help")
        assert described.returncode == 0
        assert "--json" in described.stdout
        assert "--index" in described.stdout


def test_help_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['askreports', '--help']\n"
        "from askreports.doors.cli import app\n"
        "try: app()\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'torch', 'faiss', 'tantivy', 'openvino', 'streamlit', 'sentence_transformers'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "HEAVY []" in done.stdout


def test_what_visitors_found_helpful_becomes_gold(sample_index, tmp_path):
    index = tmp_path / "index"
    shutil.copytree(sample_index, index, ignore=shutil.ignore_patterns("models"))
    history = History(index)
    history.rate(history.add("c", "Grants?", {}, ANSWER), helpful=True)
    history.rate(history.add("c", "Boats?", {}, ANSWER), helpful=False, reason="wrong year")
    printed = run("eval", "--from-feedback", index=index)
    assert printed.returncode == 0, printed.stderr
    assert "Boats?  (wrong year)" in printed.stderr
    gold = tmp_path / "gold.jsonl"
    gold.write_text(printed.stdout, "utf-8")
    assert [question.question for question in read_gold(gold)] == ["Grants?"]


def test_an_evaluation_of_nothing_is_wrong_usage(sample_index):
    assert run("eval", index=sample_index).returncode == 2
