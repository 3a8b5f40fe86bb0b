"""The commands of docs/operating.md run, and the files in deploy/ say what they must."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def guide() -> str:
    return (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_command_that_needs_no_root_and_no_container_runs(tmp_path, fresh_index):
    fresh_index.rename(tmp_path / "reports-index")
    (tmp_path / "reports-index").rename(tmp_path / "index")
    for folder, number in (("reports", 27), ("more", 31)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{'report' if folder == 'reports' else folder}.md").write_text(
            f"# Harbour report\n\nGrants went to {number} start-ups in 2021.\n"
        )
    blocks = re.findall(r"^```sh\n(.*?)^```", guide(), re.M | re.S)
    assert len(blocks) == 4
    script = "\n".join(["set -ex", "askreports ingest reports --index index", *blocks])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_the_guide_names_is_there():
    for name in re.findall(r"`(deploy/[\w./]+)`", guide()):
        assert (PROJECT / name).exists(), name


def test_the_metrics_of_the_guide_are_those_of_the_server():
    from askreports.doors.rest.metrics import Metrics

    served = Metrics().text().decode()
    for name in re.findall(r"^\| `([a-z_]+)", guide(), re.M):
        assert name in served, name


def test_the_container_runs_without_rights():
    text = (DEPLOY / "Containerfile").read_text()
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d*$", last, re.M)
    assert "HEALTHCHECK" in last
    assert "VOLUME /index" in last
    assert "torch" not in last
    for copied in re.findall(r"^COPY (?!--)(.+) \S+$", text, re.M):
        assert all((PROJECT / name).exists() for name in copied.split()), copied


def test_the_services_have_a_read_only_root_and_only_the_proxy_reaches_the_app():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    for name in ("app", "rest", "ingest"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    assert "ports" not in services["app"]
    for service in services.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_command_that_there_is(unit):
    from askreports.doors.cli import app

    (started,) = re.findall(r"^ExecStart=/opt/askreports/bin/askreports (\w+)", unit.read_text(), re.M)
    assert started in {command.name or command.callback.__name__ for command in app.registered_commands}
    assert "NoNewPrivileges=yes" in unit.read_text()
    assert "User=askreports" in unit.read_text()


def test_variables_that_the_files_set_are_in_the_operators_guide():
    table = (PROJECT / "docs" / "operators.md").read_text()
    for file in (DEPLOY / "Containerfile", DEPLOY / "compose.yaml", *UNITS):
        for name in re.findall(r"ASKREPORTS_[A-Z_]+", file.read_text()):
            assert f"`{name}`" in table, (file.name, name)
