"""What the archive's own heads say of its log, without a verification."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.custody import Act, ArchiveFiles, CustodyLog, Head, Signer, read_settings, write_head
from sayso.custody.heads import UNSIGNED
from sayso.custody.own_heads import Standing, standing_of
from sayso.custody.tree import Frontier, leaf_hash
from sayso.testing.rewriting import antedate


@pytest.fixture
def filled(files: ArchiveFiles, signer: Signer) -> ArchiveFiles:
    """An archive of seven entries, with heads over three and over six."""
    for number in range(2, 8):
        CustodyLog(files).append([Act("case", {"case": f"quay-{number}", "title": f"Quay {number}"})])
        if number in (3, 6):
            write_head(files, signer)
    return files


def cut_last(files: ArchiveFiles, count: int) -> None:
    path = files.segment_path(1)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-count]))


def kinds(found: Standing) -> list[str]:
    return [damage.kind for damage in found.damages]


def test_a_log_that_only_grew_stands(filled: ArchiveFiles) -> None:
    found = standing_of(filled)

    assert (found.damages, found.unread, found.covered) == ((), (), 6)
    assert not found.contradicted


@pytest.mark.parametrize(
    ("seq", "covered", "contradicted"), [(1, 0, range(1, 7)), (4, 3, range(1, 7)), (6, 3, range(1, 7))]
)
def test_no_head_beside_the_log_clears_any_of_the_entries_that_another_contradicts(
    filled: ArchiveFiles, seq: int, covered: int, contradicted: range
) -> None:
    antedate(filled, seq)

    found = standing_of(filled)

    assert set(kinds(found)) == {"log-rewritten"}
    assert (found.covered, found.contradicted) == (covered, contradicted)


def test_a_later_head_over_the_rewritten_log_clears_nothing(filled: ArchiveFiles, signer: Signer) -> None:
    antedate(filled, 5)
    filled.head_path(6).rename(filled.root / "kept")
    write_head(filled, signer)  # as somebody who has the key can
    (filled.root / "kept").rename(filled.head_path(6))

    found = standing_of(filled)

    assert kinds(found) == ["log-rewritten"]
    assert (found.covered, found.contradicted) == (7, range(1, 7))
    assert "some of entries 1 to 6" in str(found.damages[0])
    assert "heads/3.note, signed with the archive's key, fits the first 3" in str(found.damages[0])


def without_the_key(files: ArchiveFiles, size: int) -> None:
    """Put an unsigned head over the first entries as they stand there, as anybody can."""
    tree = Frontier()
    for line in files.segment_path(1).read_bytes().splitlines()[:size]:
        tree.append(leaf_hash(line))
    name = read_settings(files).public_key.name
    files.head_path(size).write_bytes(Head(name, size, tree.root(), extensions=(UNSIGNED,)).to_bytes())


def test_an_unsigned_head_over_a_rewritten_log_bears_nothing_out(filled: ArchiveFiles) -> None:
    antedate(filled, 2)
    without_the_key(filled, 3)
    without_the_key(filled, 5)

    found = standing_of(filled)

    assert (found.covered, found.contradicted) == (0, range(1, 7))
    assert [damage.what for damage in found.damages] == ["some of entries 1 to 6"]
    assert "note" not in str(found.damages[0]).replace("heads/6.note", "")


def test_an_unsigned_head_that_does_not_fit_hides_none_that_is_signed(filled: ArchiveFiles) -> None:
    without_the_key(filled, 2)
    antedate(filled, 2)

    assert standing_of(filled).damages[0].what == "some of entries 1 to 3"


def test_an_unsigned_head_that_alone_does_not_fit_may_be_what_was_changed(filled: ArchiveFiles) -> None:
    antedate(filled, 2)
    for size in (3, 6):
        without_the_key(filled, size)
    antedate(filled, 2)

    (first, _) = standing_of(filled).damages

    assert first.what == "some of entries 1 to 3"
    assert "or that head itself was changed, which is not signed" in first.explanation


def test_what_no_head_covers_no_head_speaks_against(filled: ArchiveFiles) -> None:
    antedate(filled, 7)

    assert not standing_of(filled).damages


def test_a_log_that_was_cut_is_told(filled: ArchiveFiles) -> None:
    cut_last(filled, 2)

    found = standing_of(filled)

    assert kinds(found) == ["log-cut"]
    assert not found.contradicted


HARM: dict[str, Callable[[ArchiveFiles], object]] = {
    "a signature that is gone": lambda files: files.head_path(6).write_bytes(
        files.head_path(6).read_bytes().partition(b"\n\n")[0] + b"\n\n"
    ),
    "bytes that are no head": lambda files: files.head_path(6).write_bytes(b"none"),
    "a head under another's name": lambda files: files.head_path(6).rename(files.head_path(5)),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_head_that_was_changed_is_told(
    filled: ArchiveFiles, harm: Callable[[ArchiveFiles], object]
) -> None:
    harm(filled)

    found = standing_of(filled)

    assert kinds(found) == ["head"]
    assert found.covered == 3


def test_an_unfinished_line_is_no_entry(filled: ArchiveFiles) -> None:
    with filled.segment_path(1).open("ab") as stream:
        stream.write(b'{"act":"import","at":"2031')

    assert not standing_of(filled).damages


def test_a_folder_of_heads_that_is_gone_is_nothing_that_holds(filled: ArchiveFiles) -> None:
    for path in filled.heads.iterdir():
        path.unlink()
    filled.heads.rmdir()

    assert standing_of(filled).unread
