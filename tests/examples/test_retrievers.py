"""The retrievers of examples/ give the libraries what a search finds, at once and for asyncio."""

import asyncio
import importlib.util
import subprocess
import sys
import warnings
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import askreports

EXAMPLES = Path(__file__).parents[2] / "examples"
QUESTION = "When was the BioTernal Foundation set up?"
LIBRARIES = {"langchain_retriever": "langchain_core", "llama_index_retriever": "llama_index.core"}


def load(name: str) -> ModuleType:
    """The module of an example; what its library warns of when it is imported is not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip(LIBRARIES[name], reason="needs the library of the example")
        spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


def awaited(call: Callable[[], Awaitable[Any]]) -> Any:
    """What a coroutine gives, in a thread of its own: the tests' browser keeps a loop running in this one."""

    async def run() -> Any:
        return await call()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


@pytest.fixture(scope="module")
def reports(sample_index):
    with askreports.open(sample_index) as opened:
        yield opened


def test_langchain_gets_what_a_search_finds(reports):
    retriever = load("langchain_retriever").AskReportsRetriever(
        reports=reports, k=3, where={"language": "en"}
    )
    hits = reports.search(QUESTION, 3, {"language": "en"})
    found = retriever.invoke(QUESTION)
    assert [one.id for one in found] == [hit.passage.id for hit in hits]
    assert [one.page_content for one in found] == [hit.passage.text for hit in hits]
    assert found[0].metadata["page"] == hits[0].page.number
    assert awaited(lambda: retriever.ainvoke(QUESTION)) == found


def test_llama_index_gets_what_a_search_finds(reports):
    retriever = load("llama_index_retriever").AskReportsRetriever(reports, 3, {"language": "en"})
    hits = reports.search(QUESTION, 3, {"language": "en"})
    found = retriever.retrieve(QUESTION)
    assert [one.node.id_ for one in found] == [hit.passage.id for hit in hits]
    assert [one.score for one in found] == [hit.score for hit in hits]
    assert found[0].node.metadata["page"] == hits[0].page.number
    assert [one.node.id_ for one in awaited(lambda: retriever.aretrieve(QUESTION))] == [
        one.node.id_ for one in found
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", LIBRARIES)
def test_an_example_runs_as_it_says(name, sample_index):
    load(name)
    command = [sys.executable, EXAMPLES / f"{name}.py", sample_index, QUESTION]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(", page ") == 3
