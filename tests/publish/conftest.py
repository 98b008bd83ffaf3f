"""Pages of the invented dossiers, read as a browser would read them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from sayso.publish.dossier import Dossier
from sayso.publish.exports.html import HtmlDossier
from sayso.testing.dossiers import make_bare_dossier, make_dossier


class Read(HTMLParser):
    """A page taken apart: its tags with their attributes, and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = page
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.held: dict[str, list[str]] = {"style": [], "script": []}
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute stands twice: {attrs}"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag if tag in self.held else ""
        if self._inside:
            self.held[tag].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.held[self._inside][-1] += data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All that a reader reads, white space evened."""
        return " ".join(" ".join(self.texts).split())

    def having(self, attribute: str) -> list[str]:
        """Return the values of one attribute, in order."""
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]

    def named(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of each element of a kind."""
        return [attrs for name, attrs in self.tags if name == tag]


def _read_page(dossier: Dossier, folder: Path) -> Read:
    written = HtmlDossier().write(dossier, folder / "page.html")
    return Read(written.path.read_text(encoding="utf-8"))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Dossier], Read]:
    """Write a dossier as one page and take it apart."""
    counted = count()

    def read_one(dossier: Dossier) -> Read:
        folder = tmp_path / str(next(counted))
        folder.mkdir()
        return _read_page(dossier, folder)

    return read_one


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The page of the dossier that has everything in it."""
    return _read_page(make_dossier(), tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The page of the dossier that has almost nothing in it."""
    return _read_page(make_bare_dossier(), tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser that can be driven; where there is none the test is skipped, but not on CI.

    For one module only: its event loop would make Django refuse to work in later tests.
    """
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    with sync_playwright() as playwright:
        path = next((path for path in found if path), playwright.chromium.executable_path)
        if not Path(path).exists():
            if os.environ.get("CI") == "true":
                pytest.fail("there is no Chromium, and CI must not skip what needs it")
            pytest.skip("there is no Chromium on this machine")
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=as_root)
        yield browser
        browser.close()
