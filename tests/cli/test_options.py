"""Who acts and where settings lie, on machines that do not say it."""

from __future__ import annotations

import getpass

import pytest

from sayso.cli.options import NoHome, configuration_directory, resolve_actor


def test_a_user_id_without_a_name_acts_by_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 54321")

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(getpass, "getuser", nobody)

    assert resolve_actor(None).startswith("uid ")


def test_a_user_without_a_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(path: object) -> str:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr("pathlib.Path.expanduser", homeless)

    with pytest.raises(NoHome, match="XDG_CONFIG_HOME"):
        configuration_directory()
