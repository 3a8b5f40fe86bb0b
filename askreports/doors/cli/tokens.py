"""The verb token: who may use REST and MCP over the network."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from askreports.doors.cli.options import AsJson, Index
from askreports.doors.cli.output import print_json

app = typer.Typer(no_args_is_help=True, help="Create, list and revoke the tokens of REST and MCP.")
_SPAN = re.compile(r"(\d{1,4})\s*(h|d|w)")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Whose token it is.")],
    collections: Annotated[
        list[str] | None,
        typer.Option(help="A collection that it sees, or several with commas; every report without."),
    ] = None,
    expires: Annotated[str | None, typer.Option(help="When it ends: 12h, 30d or 8w; never without.")] = None,
    may_change: Annotated[
        bool, typer.Option("--may-change", help="Reports may be added and removed with it.")
    ] = False,
    *,
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Create a token and show it, once: only its hash is kept."""
    from askreports.tokens import Tokens, tokens_file

    named = {part.strip() for text in collections or () for part in text.split(",")} - {""}
    if collections and not named:
        raise typer.BadParameter("--collections names no collection")
    if named and may_change:
        raise typer.BadParameter("--may-change needs a token that sees every report: leave out --collections")
    made, secret = Tokens(tokens_file(index)).create(name, named or None, _span(expires), may_change)
    if as_json:
        print_json({"id": made.id, "name": made.name, "token": secret, "expires": made.expires})
    else:
        print(secret)


@app.command("list")
def list_tokens(index: Index, as_json: AsJson = False) -> None:
    """List the tokens, without what would let anybody in."""
    from askreports.tokens import Tokens, tokens_file

    tokens = Tokens(tokens_file(index)).all()
    if as_json:
        fields = ("id", "name", "collections", "created", "expires", "may_change", "revoked")
        print_json({"tokens": [{field: getattr(token, field) for field in fields} for token in tokens]})
        return
    for token in tokens:
        sees = "every report" if token.collections is None else ", ".join(token.collections)
        ends = "revoked" if token.revoked else f"until {token.expires}" if token.expires else "without end"
        print(f"{token.id}  {token.name}: {sees}; {ends}{'; may change reports' if token.may_change else ''}")


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(help="The id of a token, or the name of one or several.")],
    index: Index,
    as_json: AsJson = False,
) -> None:
    """Revoke a token: from the next request on it lets nobody in."""
    from askreports.tokens import Tokens, tokens_file

    gone = Tokens(tokens_file(index)).revoke(name)
    if as_json:
        print_json({"revoked": [token.id for token in gone]})
    else:
        print(f"Revoked: {', '.join(token.id for token in gone)}")


def _span(text: str | None) -> timedelta | None:
    if text is None:
        return None
    found = _SPAN.fullmatch(text.strip())
    if not found or not int(found[1]):
        raise typer.BadParameter(f"--expires is {text!r}: write hours, days or weeks, as in 12h, 30d or 8w")
    return int(found[1]) * _UNITS[found[2]]
