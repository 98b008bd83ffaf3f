"""What came in before is described by the objects that are there; what is unnamed goes with an erasure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from sayso.capture.types import Description
from sayso.custody import described
from sayso.custody.described import ROUND_BYTES
from sayso.custody.found import found_archive
from sayso.custody.verification import verify
from sayso.desk import intake
from sayso.desk.amend import amend
from sayso.desk.describing import keep_description
from sayso.desk.erasure import Erased, erase
from sayso.desk.intake import import_paths
from sayso.desk.keeping import log_batch
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.values import Digest

ACTOR = "Ada Tester"
AUTHOR = b"Marvellia Quent"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with a log book, and a notice with a sidecar that has not come in yet."""
    for name in ("in", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "in" / "notice.txt").write_bytes(b"The quay is closed.")
    told = {"doc_id": "notice", "kind": "post", "author": AUTHOR.decode()}
    (tmp_path / "in" / "notice.meta.json").write_text(json.dumps(told), "utf-8")
    (tmp_path / "other" / "book.txt").write_bytes(b"Four boats came in.")
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        import_paths(opened, [tmp_path / "other"], "The Quay", actor=ACTOR)
        yield opened


def come_in(archive: Archive, tmp_path: Path) -> None:
    import_paths(archive, [tmp_path / "in"], "The Quay", actor=ACTOR)


def erase_by_order(archive: Archive, exhibit: str) -> Erased:
    return erase(archive, exhibit, reason="by order of a court", by="The Registrar", actor=ACTOR)


def naming(archive: Archive) -> list[str]:
    """Return the files of an archive with the author's name in them."""
    files = (path for path in archive.files.root.rglob("*") if path.is_file())
    return [path.name for path in files if AUTHOR in path.read_bytes()]


class Killed(BaseException):
    """The process ends before the line on what was kept."""


@pytest.fixture
def killed(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that was killed when the notice was kept and not logged."""

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(intake, "log_batch", kill)
        with pytest.raises(Killed):
            come_in(archive, tmp_path)


@pytest.mark.parametrize("lost", ["an erasure", "loss of indexes"])
def test_the_same_material_is_described_by_the_same_objects_after(
    archive: Archive, tmp_path: Path, lost: str
) -> None:
    come_in(archive, tmp_path)
    before = queries.find_item("notice")
    if lost == "an erasure":
        erase_by_order(archive, "book")
    else:
        archive.files.salt_key.unlink()
    there = set(archive.objects.digests())

    come_in(archive, tmp_path)

    assert queries.find_item("notice").description_digest == before.description_digest
    assert queries.find_item("notice").sidecar_digest == before.sidecar_digest
    assert set(archive.objects.digests()) == there


def test_a_correction_that_is_taken_back_is_the_first_description_again(
    archive: Archive, tmp_path: Path
) -> None:
    come_in(archive, tmp_path)
    first = queries.find_item("notice").description_digest
    amend(archive, "notice", ["title=The quay"], actor=ACTOR)
    archive.files.salt_key.unlink()

    amend(archive, "notice", ["title="], actor=ACTOR)

    assert queries.find_item("notice").description_digest == first


@pytest.mark.usefixtures("killed")
def test_names_that_an_interrupted_import_left_go_with_the_exhibit(archive: Archive, tmp_path: Path) -> None:
    """With another erasure between, which removes the secret, they stand under two salts."""
    erase_by_order(archive, "book")
    come_in(archive, tmp_path)
    erase_by_order(archive, "notice")

    assert naming(archive) == []
    assert verify(archive.files).holds


@pytest.mark.usefixtures("killed")
def test_names_that_no_entry_names_go_with_any_exhibit_and_originals_stay(
    archive: Archive, tmp_path: Path
) -> None:
    assert naming(archive)
    archive.files.salt_key.unlink()

    gone = erase_by_order(archive, "book")

    assert naming(archive) == []
    assert gone.objects == 4
    assert [note.kind for note in verify(archive.files).notes if note.kind == "orphans"] == ["orphans"]


def test_what_an_erasure_takes_from_an_import_that_runs_is_kept_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erased_meanwhile(*given: object) -> object:
        erase_by_order(archive, "book")
        assert naming(archive) == []
        return log_batch(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "log_batch", erased_meanwhile)
    come_in(archive, tmp_path)

    assert queries.find_item("notice").description.author == AUTHOR.decode()
    assert verify(archive.files).holds


def test_the_same_bytes_under_many_names_are_taken_in_without_reading_each_description_for_each(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "many").mkdir()
    for number in range(60):
        (tmp_path / "many" / f"{number}.txt").write_text("The lock is shut.", "utf-8")
    import_paths(archive, [tmp_path / "many"], "The Quay", actor=ACTOR)
    reads: list[Digest] = []
    read = archive.objects.read
    monkeypatch.setattr(archive.objects, "read", lambda digest: (reads.append(digest), read(digest))[1])

    intake = import_paths(archive, [tmp_path / "many"], "The Quay", actor=ACTOR)

    assert len(intake.taken) == 60
    assert not any(taken.is_new_item for taken in intake.taken)
    assert len(reads) < 6 * 60


@pytest.fixture
def not_filled_up(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice came in when descriptions and sidecars had salts, and were not filled up yet."""
    with monkeypatch.context() as patched:
        patched.setattr(described, "_pad", lambda _size_bytes: "")
        come_in(archive, tmp_path)


def records_in(archive: Archive, act: str) -> dict[str, int]:
    """Return the descriptions and sidecars that the newest entry of an act names, with their sizes."""
    body = [entry for entry in archive.log.entries() if entry.act == act][-1].body
    sizes = cast(dict[str, int], body["objects"])
    named = {str(body[role]) for role in ("description", "sidecar") if role in body}
    return {digest: size for digest, size in sizes.items() if digest in named}


@pytest.mark.usefixtures("not_filled_up")
@pytest.mark.parametrize("secret", ["kept", "lost"])
@pytest.mark.parametrize("case", ["The Quay", "Another"])
def test_no_new_line_tells_how_long_a_description_of_before_is(
    archive: Archive, tmp_path: Path, secret: str, case: str
) -> None:
    assert any(size % ROUND_BYTES for size in records_in(archive, "import").values())
    if secret == "lost":
        archive.files.salt_key.unlink()

    import_paths(archive, [tmp_path / "in"], case, actor=ACTOR)
    amend(archive, "notice", ["title=The quay"], case=case, actor=ACTOR)
    amend(archive, "notice", ["title="], case=case, actor=ACTOR)

    assert len(records_in(archive, "import")) == 2
    for act in ("import", "amend"):
        assert not any(size % ROUND_BYTES for size in records_in(archive, act).values())
    assert verify(archive.files).holds


@pytest.mark.parametrize("gap", [5, None, ["a"]])
def test_a_description_that_could_have_no_salted_digests_is_not_kept(archive: Archive, gap: object) -> None:
    """Its entry would be without them, as if an older version had written it."""
    there = set(archive.objects.digests())
    exhibit = queries.find_item("book").exhibit
    gaps = cast(list[str], [gap])

    with pytest.raises(ValueError, match="something else than texts"):
        keep_description(archive, exhibit, Description(), file_name="book.txt", gaps=gaps)

    assert set(archive.objects.digests()) == there
