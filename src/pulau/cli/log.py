"""Commands of who runs the public log: how it stands, witnesses, keys, copies, audits, and going on after losses."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from pulau.cli.language import default_language
from pulau.cli.loaded import run_command

log = typer.Typer(help="The public log: status, witnesses, keys, copies, audits.", no_args_is_help=True)
policy = typer.Typer(help="The policy: keys of the log, witnesses and quorum. Alone it prints it.")
witness = typer.Typer(help="Witnesses of this log.", no_args_is_help=True)
Output = Annotated[Path, typer.Option("-o", "--output", help="Where to write.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    log.add_typer(policy, name="policy")
    log.add_typer(witness, name="witness")
    app.add_typer(log, name="log")


@log.command("status")
def status(*, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """Print size, root, what waits, witnesses and alarms; exit code 1 while something rings."""
    run_command("log_status", json=as_json)


@log.command("sequence")
def sequence(*, once: Annotated[bool, typer.Option("--once", help="Take in what waits now, and end.")] = False) -> None:
    """Be the log's sequencer in this process, until Ctrl+C; `pulau work` and `pulau serve` do so by themselves."""
    run_command("log_sequence", once=once)


@policy.callback(invoke_without_command=True)
def policy_print(context: typer.Context) -> None:
    """Print the policy as it is published."""
    if context.invoked_subcommand is None:
        run_command("log_policy", "show")


@policy.command("set")
def policy_set(file: Annotated[Path, typer.Argument(help="Witness, group and quorum lines.")]) -> None:
    """Replace the operator's part of the policy, after checking it."""
    run_command("log_policy", "set", str(file))


@witness.command("add")
def witness_add(
    name: Annotated[str, typer.Argument(help="What the policy calls it.")],
    vkey: Annotated[str, typer.Argument(help="Its public key, as `pulau witness init` printed it.")],
    url: Annotated[str, typer.Argument(help="Its address; none for a witness without a server.")] = "",
) -> None:
    """Ask a further witness; `pulau log quorum` then says whether its word is needed."""
    run_command("log_policy", "add", name, vkey, url=url)


@witness.command("remove")
def witness_remove(name: Annotated[str, typer.Argument(help="What the policy calls it.")]) -> None:
    """Ask a witness no more, and take it out of the groups."""
    run_command("log_policy", "remove", name)


@log.command("quorum")
def quorum(
    *,
    require: Annotated[list[str] | None, typer.Option(help="A witness that has to sign; may be repeated.")] = None,
    others: Annotated[int, typer.Option(min=0, help="So many of all others have to sign too.")] = 0,
) -> None:
    """Say whose cosignatures make an entry witnessed; without options nobody's."""
    run_command("log_policy", "quorum", require=list(require or ()), others=others)


@log.command("request")
def request(
    name: Annotated[str, typer.Argument(metavar="WITNESS", help="What the policy calls it.")], output: Output
) -> None:
    """Write the newest head as a file for a witness without a server."""
    run_command("log_request", name, output=str(output))


@log.command("cosigned")
def cosigned(file: Annotated[Path, typer.Argument(help="The signature lines that the witness gave.")]) -> None:
    """Take in the answer of a witness without a server."""
    run_command("log_cosigned", str(file))


@log.command("rotate-key")
def rotate_key() -> None:
    """Make a new key, which signs beside the old one."""
    run_command("log_keys")


@log.command("retire-key")
def retire_key(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="The key's id: eight hex digits.")],
    *,
    stolen: Annotated[bool, typer.Option("--stolen", help="It is in other hands: the policy drops it too.")] = False,
) -> None:
    """Have a key sign no more."""
    run_command("log_keys", retire=key_id, stolen=stolen)


@log.command("export")
def export(output: Output) -> None:
    """Write the static tree into a folder that a mirror serves; again: bring it up to date."""
    run_command("log_export", output=str(output))


@log.command("verify")
def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A copy of the tree.")],
    *,
    policy_file: Annotated[Path | None, typer.Option("--policy", help="One that you trust; else the copy's.")] = None,
    state: Annotated[Path | None, typer.Option(help="Remembers what was seen: it may only grow.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Check a copy wholly, without database and network, by the public verifier; its exit codes are this one's."""
    from pulau.exchange.log import pulau_verify  # noqa: PLC0415 - the other commands start without it

    with tempfile.TemporaryDirectory() as scratch:
        kept = state or Path(scratch) / "state"
        trusted = policy_file or folder / "policy"
        given = ["monitor", str(folder), str(trusted), "--state", str(kept), "--full", "--lang", default_language()]
        raise typer.Exit(pulau_verify.main([*given, "--json"] if as_json else given))


@log.command("audit")
def audit(
    *,
    tiles: Annotated[bool, typer.Option("--tiles", help="Only the tiles, against the root.")] = False,
    journal: Annotated[bool, typer.Option("--journal", help="Only entries, against their leaves.")] = False,
    facts: Annotated[bool, typer.Option("--facts", help="Only rows, against what entries told.")] = False,
) -> None:
    """Hash the whole log anew, and hold the database against it; exit code 1 where something differs."""
    run_command("log_audit", tiles=tiles, journal=journal, facts=facts)


@log.command("accept-loss")
def accept_loss(*, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Declare entries that a database which was put back no longer has; then the log goes on."""
    run_command("log_accept_loss", yes=yes)


@log.command("rebuild-tree")
def rebuild_tree() -> None:
    """Fill a lost tree, or a copy of it that is too old, from the entries of the database up to the lock's root."""
    run_command("log_rebuild_tree")


@log.command("rebuild-lock")
def rebuild_lock(
    *,
    without: Annotated[list[str] | None, typer.Option(help="A witness that cannot be asked; may be repeated.")] = None,
) -> None:
    """Make a lost lock store anew from the tree, after all of it was hashed and every witness was asked."""
    run_command("log_rebuild_lock", without=list(without or ()))
