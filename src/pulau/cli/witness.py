"""`pulau witness`: be an outside witness of public logs, with or without a server; needs neither Django nor a database.

What a witness is made of takes a moment to load, so it is loaded only when one of these commands runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pulau.cli.failing import BAD_INPUT
from pulau.cli.language import LanguageOption

if TYPE_CHECKING:
    from pulau.exchange.log.trusted_logs import TrustedLog
    from pulau.exchange.log.witnessing import Witness

REFUSED: Final = 1
witness = typer.Typer(help="Be an outside witness of public logs, with or without a server.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The witness's folder.", show_default=False)]
LogKey = Annotated[str, typer.Argument(metavar="VKEY", help="The log's public key.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the `pulau` command."""
    app.add_typer(witness, name="witness")


@witness.command()
def init(
    folder: Folder,
    *,
    name: Annotated[str, typer.Option(help="The witness's name, as ombudsman.example/pulau.")],
    log: Annotated[list[str] | None, typer.Option(help="Public key of a log to trust. May be repeated.")] = None,
    url: Annotated[str, typer.Option(help="Where it will be served, for the line of the policy.")] = "",
    language: LanguageOption,
) -> None:
    """Make a witness with a new key; prints its public key and the line for a log's policy."""
    from pulau.cli.show_witness import key_lines, say  # noqa: PLC0415 - see above
    from pulau.exchange.log.witnessing import KEY_FILE, create_witness  # noqa: PLC0415 - the same

    with _refused(language):
        key = create_witness(folder, name, [_log(each) for each in log or ()])
    typer.echo(say("made", language, folder=folder))
    for line in key_lines(key, url, language):
        typer.echo(line)
    typer.echo(say("secret", language, path=folder / KEY_FILE))
    if not log:
        typer.echo(say("no-logs", language, folder=folder))


@witness.command()
def serve(
    folder: Folder,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for any that is free.")] = 8090,
    language: LanguageOption,
) -> None:
    """Serve a witness over HTTP (tlog-witness) until Ctrl+C. Put a proxy with TLS before it."""
    import logging  # noqa: PLC0415 - see above
    import signal  # noqa: PLC0415 - the same

    from pulau.cli.show_witness import say  # noqa: PLC0415 - the same
    from pulau.exchange.log.witness_server import WitnessServer  # noqa: PLC0415 - the same

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _opened(folder, language) as opened:
        with _refused(language):
            server = WitnessServer(opened, (host, port))
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{server.server_port}/"
        typer.echo(say("serving", language, name=opened.key.name, address=address), err=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
        finally:
            server.server_close()


@witness.command()
def cosign(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A request that a log saved, or -.", show_default=False)],
    *,
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="The witness's folder.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file for the signature lines.")] = None,
    language: LanguageOption,
) -> None:
    """Cosign a request that came as a file. Exit code 0: signed; 1: refused, with the reason; 2: cannot be read."""
    import logging  # noqa: PLC0415 - see above
    import time  # noqa: PLC0415 - the same

    from pulau.cli.show_witness import answer_lines, say  # noqa: PLC0415 - the same
    from pulau.exchange.log.trusted_logs import replace_file  # noqa: PLC0415 - the same
    from pulau.exchange.log.witnessing import Case  # noqa: PLC0415 - the same

    logging.getLogger("pulau.witness").addHandler(logging.NullHandler())  # what it would log is said in words
    with _opened(folder, language) as opened:
        with _refused(language):
            raw = _read(file)
        answer = opened.add_checkpoint(raw, int(time.time()))
        for line in answer_lines(answer, folder, language):
            typer.echo(line, err=True)
        if answer.case is not Case.SIGNED:
            raise typer.Exit(BAD_INPUT if answer.case in {Case.MALFORMED, Case.TOO_LARGE} else REFUSED)
        if output is None:
            typer.echo(answer.body.decode(), nl=False)
            return
        with _refused(language):
            replace_file(output, answer.body)
        typer.echo(say("written", language, path=output), err=True)
        typer.echo(say("send-back", language), err=True)


@witness.command()
def show(folder: Folder, *, language: LanguageOption) -> None:
    """Print who a witness is, which logs it trusts, what it signed last, and what evidence it kept."""
    from pulau.cli.show_witness import witness_lines  # noqa: PLC0415 - see above

    with _opened(folder, language) as opened, _refused(language):
        for line in witness_lines(opened, language):
            typer.echo(line)


@witness.command()
def trust(
    folder: Folder,
    vkey: LogKey,
    url: Annotated[str, typer.Argument(metavar="URL", help="Where the log is served.")] = "",
    *,
    language: LanguageOption,
) -> None:
    """Trust a log's key; a second one of the same log while it changes keys."""
    from pulau.cli.show_witness import say  # noqa: PLC0415 - see above
    from pulau.exchange.log.trusted_logs import TrustedLog, trust  # noqa: PLC0415 - the same
    from pulau.exchange.log.witnessing import LOGS_FILE  # noqa: PLC0415 - the same

    with _opened(folder, language) as opened, _refused(language):
        log = TrustedLog(_log(vkey).key, url)
        new = trust(folder / LOGS_FILE, log)
        typer.echo(say("trusted" if new else "trusted-already", language, origin=log.key.name))
        count = sum(each.key.name == log.key.name for each in opened.logs())
        if count > 1:
            typer.echo(say("two-keys", language, count=count, origin=log.key.name))


@witness.command()
def distrust(folder: Folder, vkey: LogKey, *, language: LanguageOption) -> None:
    """Trust a log's key no longer; what was signed stays remembered."""
    from pulau.cli.show_witness import say  # noqa: PLC0415 - see above
    from pulau.exchange.log.trusted_logs import distrust  # noqa: PLC0415 - the same
    from pulau.exchange.log.witnessing import LOGS_FILE  # noqa: PLC0415 - the same

    with _opened(folder, language), _refused(language):
        gone = distrust(folder / LOGS_FILE, _log(vkey).key)
        typer.echo(say("distrusted" if gone else "distrusted-already", language))


def _log(vkey: str) -> TrustedLog:
    """Return the log of a key. Raises NoteRefused."""
    from pulau.core.log.notes import ED25519, read_key  # noqa: PLC0415 - see above
    from pulau.exchange.log.trusted_logs import TrustedLog  # noqa: PLC0415 - the same

    return TrustedLog(read_key(vkey, ED25519))


def _read(file: str) -> bytes:
    """Read a request, or standard input; never more of it than is looked at."""
    from pulau.exchange.log.witnessing import MOST_BYTES  # noqa: PLC0415 - see above

    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


@contextmanager
def _opened(folder: Path, language: str) -> Iterator[Witness]:
    from pulau.exchange.log.witnessing import Witness  # noqa: PLC0415 - see above

    with _refused(language):
        opened = Witness(folder)
    with closing(opened):
        yield opened


@contextmanager
def _refused(language: str) -> Iterator[None]:
    """Say what cannot be done on stderr, and leave with 2."""
    from pulau.cli.show_witness import PROBLEMS, problem_line  # noqa: PLC0415 - see above

    try:
        yield
    except PROBLEMS as problem:
        typer.echo(f"pulau: {problem_line(problem, language)}", err=True)
        raise typer.Exit(BAD_INPUT) from problem
