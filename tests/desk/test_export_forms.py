"""The number of an export's form: what this version reads, and what it leaves to a later one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.custody import export_form as form
from sayso.custody.described import sidecar_as_it_came
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.custody.proof_file import check_proof_file
from sayso.custody.verifier import verifier_source
from sayso.desk.export import Exported, export_case
from sayso.desk.intake import import_paths
from sayso.desk.proof import prove_exhibit
from sayso.desk.unpacking import PackageNotRead
from sayso.desk.wacz import export_wacz
from sayso.packages import check_bag, check_wacz
from sayso.store import queries
from sayso.store.archive import Archive, open_archive

ACTOR, AUTHOR = "Ada Tester", "Marvellia Quent"
SIDECAR = json.dumps({"doc_id": "notice", "kind": "post", "author": AUTHOR})
Export = Callable[..., Exported]
EXPORTS = [(export_case, "bag"), (export_case, "quay.zip"), (export_wacz, "quay.wacz")]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with one notice and its sidecar."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "notice.txt").write_bytes(b"The quay is closed.")
    (folder / "notice.meta.json").write_text(SIDECAR, "utf-8")
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        import_paths(opened, [folder], "The Quay", actor=ACTOR)
        yield opened


@pytest.fixture
def written(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write an export whose form has another number, which is signed like all else."""

    def write(export: Export, name: str, number: object) -> Path:
        with monkeypatch.context() as patch:
            patch.setattr(form, "FORM", number)
            patch.setattr("sayso.desk.export.checked", lambda _to: ())
            return export(archive, "The Quay", tmp_path / name, actor=ACTOR).path

    return write


def verdicts(export: Path, tmp_path: Path) -> set[str]:
    """Return what our three checkers say."""
    verifier = tmp_path / "verify.py"
    verifier.write_bytes(verifier_source())
    command = [sys.executable, "-I", "-S", str(verifier), str(export)]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    check = check_wacz if export.suffix == ".wacz" else check_bag
    return {check_export(export).verdict, check(export).verdict, alone.stdout.split()[0]}


@pytest.mark.parametrize(("export", "name"), EXPORTS)
def test_an_export_bears_a_number_that_versions_without_salts_refuse(
    archive: Archive, tmp_path: Path, export: Export, name: str
) -> None:
    """These know 1 only, and would take the salt before a sidecar for its words."""
    done = export(archive, "The Quay", tmp_path / name, actor=ACTOR)

    assert json.loads(done.case.to_bytes())["sayso_export"] == 2


@pytest.mark.parametrize(("export", "name"), EXPORTS)
def test_an_export_of_the_first_form_holds_and_comes_back(
    archive: Archive, tmp_path: Path, written: Callable[..., Path], export: Export, name: str
) -> None:
    path = written(export, name, 1)

    import_paths(archive, [path], "Came back", actor=ACTOR)

    (item,) = queries.items("came-back")
    assert verdicts(path, tmp_path) == {"accept"}
    assert item.description.author == AUTHOR
    assert item.sidecar_digest
    assert sidecar_as_it_came(archive.objects.read(item.sidecar_digest)) == SIDECAR.encode()


@pytest.mark.parametrize(("export", "name"), EXPORTS)
def test_an_export_of_a_later_form_is_not_judged_nor_taken_in(
    archive: Archive, tmp_path: Path, written: Callable[..., Path], export: Export, name: str
) -> None:
    path = written(export, name, 3)

    with pytest.raises(PackageNotRead, match="an export of form 3"):
        import_paths(archive, [path], "Came back", actor=ACTOR)

    assert verdicts(path, tmp_path) == {"unknown"}


@pytest.mark.parametrize(
    ("number", "verdict"), [(1, "accept"), (2, "unknown"), (0, "reject"), (True, "reject"), (1.0, "reject")]
)
def test_a_proof_of_a_later_form_is_not_judged_and_one_of_no_form_rejected(
    archive: Archive, tmp_path: Path, number: object, verdict: str
) -> None:
    value = json.loads(prove_exhibit(archive, "notice.txt").to_bytes())
    path = tmp_path / "proof.json"
    path.write_text(json.dumps({**value, "sayso_proof": number}))
    (tmp_path / "verify.py").write_bytes(verifier_source())

    command = [sys.executable, "-I", "-S", str(tmp_path / "verify.py"), "--proof", str(path)]
    alone = subprocess.run(command, capture_output=True, text=True, check=False)
    check = check_proof_file(path)

    assert {check.verdict, alone.stdout.split()[0]} == {verdict}, check.reasons


@pytest.mark.parametrize("number", [0, -1, True, 1.0, "2", None])
def test_a_number_that_no_form_has_is_rejected(
    tmp_path: Path, written: Callable[..., Path], number: object
) -> None:
    assert verdicts(written(export_case, "bag", number), tmp_path) == {"reject"}
