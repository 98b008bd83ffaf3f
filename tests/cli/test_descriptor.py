"""The settings name the network that describes pictures, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.cli.options import SettingsUnreadable, resolve_descriptor


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "sayso" / "settings.toml"
    path.parent.mkdir()
    return path


def test_without_settings_there_is_none(settings):
    assert resolve_descriptor() is None


def test_a_path_is_taken_as_it_is_or_from_the_folder_of_the_settings(settings):
    settings.write_text('[footage]\ndescriptor = "/models/one.onnx"\n', "utf-8")
    assert resolve_descriptor() == Path("/models/one.onnx")

    settings.write_text('[footage]\ndescriptor = "one.onnx"\n', "utf-8")
    assert resolve_descriptor() == settings.parent / "one.onnx"


def test_other_settings_leave_it_off(settings):
    settings.write_text('actor = "A. Desk"\n[footage]\nother = 1\n', "utf-8")

    assert resolve_descriptor() is None


@pytest.mark.parametrize("text", ["footage = 3", "[footage]\ndescriptor = 3", '[footage]\ndescriptor = ""'])
def test_what_is_no_path_is_said_to_be_none(settings, text):
    settings.write_text(text, "utf-8")

    with pytest.raises(SettingsUnreadable, match="descriptor"):
        resolve_descriptor()
