"""`sayso prove`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import complain, emit_json, one_line, tell
from sayso.cli.options import ArchiveOption, JsonOption, heads_given, no_option, opened


def prove(
    exhibit: Annotated[
        str, typer.Argument(metavar="EXHIBIT", help="A digest or its beginning, an item's id, or a name.")
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Where; else DIGEST.proof.json here.", callback=no_option),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            metavar="RECEIPT",
            help="A head that others keep: the proof leads from it, too; can be repeated.",
        ),
    ] = None,
    with_verifier: Annotated[
        Path | None,
        typer.Option(
            "--with-verifier",
            metavar="FILE",
            help="Also write the program that checks it, such as verify.py.",
            callback=no_option,
        ),
    ] = None,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Write a proof that an exhibit came in, which outsiders can check without the archive."""
    from sayso.custody.verifier import verifier_source
    from sayso.desk.proof import erasures_of, prove_exhibit
    from sayso.desk.recorded import wrong_with
    from sayso.publish.writing import write_files

    heads = heads_given(against or [])
    with opened(archive, needs_index=False) as open_:
        proof = prove_exhibit(open_, exhibit, against=heads)
        is_signed = open_.signer() is not None
        gone = erasures_of(proof)
        harm = None if gone else wrong_with(open_.objects, proof.exhibit)
    path = to if to is not None else Path(f"{proof.exhibit[:16]}.proof.json")
    write_files(path, {"proof": proof.to_bytes()}, folder=False, what="the proof")
    if with_verifier is not None:
        write_files(with_verifier, {"verifier": verifier_source()}, folder=False, what="the verifier")
    if not is_signed:
        complain("The archive's key is not at hand, so that the head of this proof may bear no signature.")
    if harm is not None:
        complain(f"The proof says what came in; of what is here now: {harm}")
    if json:
        entries = len(proof.extract.lines)
        emit_json(
            {
                "exhibit": proof.exhibit,
                "proof": str(path),
                "entries": entries,
                "erased": gone,
                "harm": harm,
            }
        )
        return
    tell(f"Wrote the proof for {proof.exhibit} to {path}.")
    for words in gone:
        tell(f"The proof says that {one_line(words)}.")
    verifier = "-m sayso.custody verify-proof" if with_verifier is None else f"{with_verifier} --proof"
    tell(f"Check: python3 {verifier} {path} --file EXHIBIT")
