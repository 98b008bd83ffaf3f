"""The docs say what is there: every verb, table entry, error and function that they should, and no others."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
import typer

from sayso.capture.sources import SOURCES
from sayso.claims.extractors import EXTRACTORS
from sayso.cli.main import app
from sayso.footage.fingerprints import FINGERPRINTS
from sayso.footage.soundprints import SOUNDPRINTS
from sayso.publish.exports import EXPORTS
from sayso.testing.errors import errors_of
from sayso.values import Table

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
TABLES = (SOURCES, FINGERPRINTS, SOUNDPRINTS, EXTRACTORS, EXPORTS)
NAME = re.compile(r"`(sayso(?:\.\w+)+)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def resolve(name: str) -> object:
    """Import what a dotted name means."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_function_that_a_page_names_is_there(page: Path) -> None:
    groups = {table.group for table in TABLES}  # entry points, no modules
    for name in set(NAME.findall(page.read_text("utf-8"))) - groups:
        assert resolve(name) is not None, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_docs_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} -> {target}"


def test_the_journey_names_functions_of_every_room() -> None:
    text = (DOCS / "journey.md").read_text("utf-8")

    rooms = {name.split(".")[1] for name in NAME.findall(text)}

    later = {"values", "testing"}  # words that every room shares, and makers of tests
    assert rooms == {path.parent.name for path in (ROOT / "src" / "sayso").glob("*/__init__.py")} - later


def test_every_verb_has_its_section_with_its_options() -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    verbs = typer.main.get_command(app).commands  # type: ignore[attr-defined]

    for name, verb in verbs.items():
        assert f"## sayso {name}" in text, name
        section = text.split(f"## sayso {name}\n")[1].split("\n## ")[0]
        for option in (parameter for parameter in verb.params if parameter.param_type_name == "option"):
            if "--help" not in option.opts:
                assert f"`{option.opts[0]}" in section, f"{name} {option.opts[0]}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_every_entry_of_a_table_is_described(table: Table) -> None:
    text = (DOCS / "adding.md").read_text("utf-8")

    assert f"`{table.group}`" in text
    for name in table.names():
        assert f"`{name}`" in text, name


def test_every_error_is_described() -> None:
    text = (DOCS / "errors.md").read_text("utf-8")

    missing = [error.__name__ for error in errors_of("sayso") if f"`{error.__name__}`" not in text]

    assert missing == []
