"""`sayso stamp --state` ends as `sayso verify` does where a stamp's files are not as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.testing.stamping import POLICY, LocalAuthority, is_openssl_here

pytestmark = pytest.mark.skipif(not is_openssl_here(), reason="openssl is not installed")

Run = Callable[..., Any]  # the `run` fixture of this folder


@pytest.fixture
def stamped(run: Run, tmp_path: Path) -> Iterator[Run]:
    """Run commands on an archive that was stamped once."""
    authority = LocalAuthority(tmp_path / "tsa")
    with authority.serve() as url:
        assert run("authorities", "--add", url, "--roots", authority.roots, "--policy", POLICY).code == 0
        assert run("stamp").code == 0
        yield run


@pytest.mark.parametrize("ending", ["tsr", "tsq"])
@pytest.mark.parametrize("is_gone", [True, False])
def test_a_stamp_whose_file_is_lost_or_damaged_is_told_by_the_exit_code(
    stamped: Run, tmp_path: Path, ending: str, is_gone: bool
) -> None:
    assert stamped("stamp", "--state").code == 0
    (path,) = (tmp_path / "archive" / "stamps").glob(f"*.{ending}")
    data = path.read_bytes()
    path.unlink()
    if not is_gone:
        path.write_bytes(data[:-1])

    said = stamped("stamp", "--state")

    assert "is damaged or missing, as sayso verify says" in " ".join(said.out.split())
    assert said.code == 4
    assert stamped("stamp", "--state", "--json").code == 4
    assert stamped("verify", "--quick").code == 4


def test_a_lost_stamp_that_was_set_aside_is_no_fault_any_more(stamped: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "archive" / "stamps").glob("*.tsr"):
        path.unlink()
    entry = str(max(one["seq"] for one in stamped("log", "--json").json if one["act"] == "stamp"))

    assert stamped("stamp", "--set-aside", entry, "--reason", "the disk failed").code == 0

    assert stamped("stamp", "--state").code == 0
    assert stamped("verify", "--quick").code == 0
