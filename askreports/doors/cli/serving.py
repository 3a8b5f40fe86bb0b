"""The verbs that open the other doors: app, serve and mcp."""

import json
import sys
from typing import Annotated, Any

import typer

from askreports.doors.cli.options import AsJson, Index, opened
from askreports.doors.cli.output import print_json
from ingest.errors import AskReportsError


def browser(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine only when that is allowed.")
    ] = "127.0.0.1",
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Open the browser app, on 127.0.0.1 unless told otherwise."""
    from askreports.doors.web.launch import run

    _print_address(port, as_json, address)
    run(index, address, port)


def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8502,
    address: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine only where there are tokens.")
    ] = "127.0.0.1",
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Answer over HTTP (REST), on 127.0.0.1 unless told otherwise."""
    rest = _door("rest", "fastapi")
    with opened(index) as reports:
        _print_address(port, as_json, address)
        rest.serve(reports, address, port, _server_settings())


def mcp(
    over_http: Annotated[
        bool,
        typer.Option(
            "--http", help="Over HTTP instead of stdin and stdout, at /mcp, with the tokens of REST."
        ),
    ] = False,
    port: Annotated[int, typer.Option(help="Port to listen on with --http.")] = 8503,
    address: Annotated[
        str,
        typer.Option(
            help="Address to listen on with --http; beyond this machine only where there are tokens."
        ),
    ] = "127.0.0.1",
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Answer the tools of a language model (Model Context Protocol), over stdin and stdout or HTTP."""
    server = _door("mcp_server", "mcp")
    with opened(index) as reports:
        if over_http:
            if as_json:
                print_json({"url": f"http://{address}:{port}/mcp"})
            server.serve_http(reports, address, port, _server_settings().hosts)
            return
        if as_json:  # stdout belongs to the protocol, which is JSON anyway
            print(json.dumps({"transport": "stdio"}), file=sys.stderr, flush=True)
        server.serve(reports)


def _print_address(port: int, as_json: bool, address: str = "127.0.0.1") -> None:
    """The address of a door that is about to open, for a script that waits for it."""
    if as_json:
        print_json({"url": f"http://{address}:{port}"})


def _server_settings() -> Any:
    from askreports.settings import server_from_environment

    return server_from_environment()


def _door(name: str, extra_package: str) -> Any:
    """The module of a door, where the extra that it needs is installed."""
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec(extra_package) is None:
        extra = name.removesuffix("_server")
        raise AskReportsError(f"{extra} is not installed: run pip install 'askreports[{extra}]'")
    return import_module(f"askreports.doors.{name}")
