"""Settings from the environment: a language model is set wholly or not at all."""

import re
from pathlib import Path

import pytest

import askreports
from askreports.errors import BadListening, ModelNotSet
from askreports.settings import (
    AppSettings,
    ServerSettings,
    app_from_environment,
    environment_for,
    from_environment,
    server_from_environment,
)
from index.errors import ModelUnavailable

URL, MODEL, KEY = "ASKREPORTS_LLM_URL", "ASKREPORTS_LLM_MODEL", "ASKREPORTS_LLM_API_KEY"
HERE = "http://127.0.0.1:11434/v1"


def test_without_a_setting_there_is_no_language_model():
    assert from_environment({}).llm is None
    assert from_environment({KEY: "left over", URL: " ", MODEL: ""}).llm is None


def test_a_language_model():
    settings = from_environment({URL: HERE, MODEL: "tiny", KEY: "sk-secret"})
    assert (settings.llm.url, settings.llm.model, settings.llm.api_key) == (HERE, "tiny", "sk-secret")
    assert "sk-secret" not in repr(settings)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({URL: HERE}, MODEL),
        ({MODEL: "tiny"}, URL),
        ({URL: "127.0.0.1:11434", MODEL: "tiny"}, "not a web address"),
        ({URL: "http://[::1/v1", MODEL: "tiny"}, "not a web address"),
        ({URL: "http://me:sk-secret@127.0.0.1/v1", MODEL: "tiny"}, KEY),
        ({URL: "http://127.0.0.1/v1?key=sk-secret", MODEL: "tiny"}, KEY),
    ],
)
def test_half_a_language_model_is_an_error_that_names_the_setting(environment, said):
    with pytest.raises(ModelNotSet, match=said) as error:
        from_environment(environment)
    assert "sk-secret" not in str(error.value)


def test_the_backend_is_one_that_exists():
    assert from_environment({}).backend == "openvino"
    assert from_environment({"ASKREPORTS_BACKEND": "torch"}).backend == "torch"
    with pytest.raises(ModelUnavailable, match="openvino or torch"):
        from_environment({"ASKREPORTS_BACKEND": "tpu"})


def test_the_app_is_set_by_four_variables():
    assert app_from_environment({}) == AppSettings()
    environment = {
        "ASKREPORTS_HOSTS": "reports.example,,wiki.example",
        "ASKREPORTS_ALLOW_REMOTE": "yes",
        "ASKREPORTS_ALLOW_INGEST": "no",
        "ASKREPORTS_REPORTS": "a:/b",
    }
    assert app_from_environment(environment) == AppSettings(
        ("reports.example", "wiki.example"), True, False, (Path("a"), Path("/b"))
    )


@pytest.mark.parametrize("name", ["ASKREPORTS_ALLOW_REMOTE", "ASKREPORTS_ALLOW_INGEST"])
def test_a_misspelt_permission_is_an_error(name):
    with pytest.raises(BadListening, match=f"{name} is 'maybe': set yes or no"):
        app_from_environment({name: "maybe"})


def test_the_process_that_serves_an_index_is_told_which(monkeypatch):
    monkeypatch.setenv("ASKREPORTS_MODEL", "mine")
    environment = environment_for(Path("here"))
    assert environment["ASKREPORTS_INDEX"] == str(Path("here").absolute())
    assert environment["ASKREPORTS_MODEL"] == "mine"


def test_no_other_module_reads_the_environment():
    package = Path(askreports.__file__).parent
    reading = re.compile(r"\benviron\b|\bgetenv\b|envvar=")
    readers = [
        file.name for file in package.rglob("*.py") if reading.search(file.read_text(encoding="utf-8"))
    ]
    assert readers == ["settings.py"]


def test_the_times_of_the_language_model_can_be_set():
    named = {URL: "http://127.0.0.1:1/v1", MODEL: "tiny"}
    times = {"ASKREPORTS_LLM_SILENCE_SECONDS": "300", "ASKREPORTS_LLM_TOTAL_SECONDS": "900.5"}
    llm = from_environment(named | times).llm
    assert (llm.silence_seconds, llm.total_seconds) == (300.0, 900.5)
    for wrong in ("soon", "0", "-1", "inf", "nan"):
        with pytest.raises(ModelNotSet, match="ASKREPORTS_LLM_TOTAL_SECONDS"):
            from_environment(named | {"ASKREPORTS_LLM_TOTAL_SECONDS": wrong})


def test_the_settings_of_a_server():
    assert server_from_environment({}) == ServerSettings()
    named = {
        "ASKREPORTS_HOSTS": "a.example, b.example",
        "ASKREPORTS_CORS_ORIGINS": "https://wiki.example",
        "ASKREPORTS_RATE": "60",
        "ASKREPORTS_QUEUE": "10",
        "ASKREPORTS_REQUEST_SECONDS": "30",
        "ASKREPORTS_LOG_QUESTIONS": "yes",
    }
    expected = ServerSettings(("a.example", "b.example"), ("https://wiki.example",), 60, 10, 30.0, True)
    assert server_from_environment(named) == expected
    with pytest.raises(BadListening, match="ASKREPORTS_RATE"):
        server_from_environment({"ASKREPORTS_RATE": "many"})


def test_conversations_are_kept_for_ever_unless_told():
    assert app_from_environment({}).keep_days is None
    assert app_from_environment({"ASKREPORTS_KEEP_DAYS": "30"}).keep_days == 30
