"""`sayso`: the verbs, each in a module of its own, loaded when it is used."""

from __future__ import annotations

import io
import sys
from contextlib import suppress

import typer
from typer.exceptions import TyperException

from sayso.cli import (
    amend,
    authorities,
    checks,
    claims,
    compare,
    copies,
    demo,
    disclose,
    dossier,
    erase,
    export,
    init,
    inspect,
    intake,
    judge,
    log,
    prove,
    receipt,
    reindex,
    stamp,
    status,
    verify,
)
from sayso.cli.console import complain, emit_json
from sayso.cli.damage import EXIT_COULD_NOT, EXIT_INTEGRITY
from sayso.cli.failures import OwnFault, in_words, traced
from sayso.cli.options import log_was_broken

EXIT_ASKED_WRONGLY = 2
EXIT_INTERRUPTED = 130
STOPPED = "Stopped. What was saved stays saved; the same command goes on from there."
STOPPED_SEARCHING = (
    "Stopped. What was saved stays saved: fingerprints, and what was found of recordings of a case. The same "
    "command goes on from there; searching for the recording that was under way begins anew."
)
STOPPED_COMPARING = (
    "Stopped. What was saved stays saved: the claims of every text that was read, and in a case with footage "
    "what was found of each recording. The same command goes on from there; what was under way begins anew."
)
STOPPED_AT = {
    "copies": STOPPED_SEARCHING,
    **dict.fromkeys(("compare", "dossier", "demo"), STOPPED_COMPARING),
}

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Keep what you got, find where footage was seen before, set out who claims what, "
    "compare the accounts, and print a dossier that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("init")(init.init)
app.command("import")(intake.import_)
app.command("amend")(amend.amend)
app.command("erase")(erase.erase)
app.command("status")(status.status)
app.command("claims")(claims.claims)
app.command("copies")(copies.copies)
app.command("compare")(compare.compare)
app.command("judge")(judge.judge)
app.command("dossier")(dossier.dossier)
app.command("log")(log.log)
app.command("inspect")(inspect.inspect)
app.command("authorities")(authorities.authorities)
app.command("stamp")(stamp.stamp)
app.command("receipt")(receipt.receipt)
app.command("prove")(prove.prove)
app.command("export")(export.export)
app.command("disclose")(disclose.disclose)
app.command("verify")(verify.verify)
app.command("reindex")(reindex.reindex)
app.command("check-bag")(checks.check_bag)
app.command("check-wacz")(checks.check_wacz)
app.command("check-stamp")(checks.check_stamp)
app.command("demo")(demo.demo)


def _version(asked: bool) -> None:
    if asked:
        from sayso import __version__

        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Keep the options that belong to no verb."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 could not, 2 asked wrongly, 3 the outside world failed, 4 integrity
    does not hold, 130 interrupted.
    """
    _show_all_characters()
    command = typer.main.get_command(app)
    log_was_broken()  # by an earlier command in this process
    try:
        code = command.main(arguments, prog_name="sayso", standalone_mode=False)
    except TyperException as problem:
        said = f"{problem.format_message().rstrip('.')}. Try: {_asked_of(arguments)} --help"
        _tell_programs("AskedWrongly", said, EXIT_ASKED_WRONGLY, arguments)
        complain(said)
        return EXIT_ASKED_WRONGLY
    except typer.Abort:
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as problem:  # noqa: BLE001 - the outer edge: whatever it is, people get words
        return _complain_of(problem, arguments)
    if code == EXIT_INTERRUPTED:
        said = STOPPED_AT.get(_asked_of(arguments).split()[-1], STOPPED)
        _tell_programs("Interrupted", said, code, arguments)
        complain(said)
    done = code if isinstance(code, int) else 0
    return EXIT_INTEGRITY if log_was_broken() and done in (0, EXIT_COULD_NOT) else done


def _show_all_characters() -> None:
    r"""Let a terminal that cannot show a character show its number: a file's "ü" as "\xfc"."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _asked_of(arguments: list[str] | None) -> str:
    """Return the command that was asked, as it is typed, as far as there is one of its name."""
    first = (sys.argv[1:] if arguments is None else arguments)[:1]
    known = {command.name for command in app.registered_commands}
    return " ".join(["sayso", *(word for word in first if word in known)])


def _complain_of(problem: Exception, arguments: list[str] | None) -> int:
    """Say what is wrong, by the name that stands in `docs/errors.md`, and return the exit code."""
    said = in_words(problem)
    name = type(said).__name__
    words = " ".join([str(said), *getattr(problem, "__notes__", ())])
    if isinstance(said, OwnFault):
        complain(traced(problem))
    _tell_programs(name, words, said.exit_code, arguments)
    complain(f"{words} [{name}]")
    return said.exit_code


def _tell_programs(error: str, message: str, exit_code: int, arguments: list[str] | None) -> None:
    """Say on stdout what is wrong, where the command was to answer in JSON, and stdout takes it."""
    if "--json" in (sys.argv if arguments is None else arguments):
        with suppress(OSError):
            emit_json({"error": error, "message": message, "exit_code": exit_code})


def run() -> None:
    """Run `main` as the program."""
    sys.exit(main())
