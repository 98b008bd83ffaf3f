"""The forms of lines that claim nothing, each with an example, as `furniture_forms.toml` has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

_PART = re.compile(r"<<(\w+)>>")


@dataclass(frozen=True, slots=True)
class Form:
    """A form, which matches a whole line in small or capital letters alike."""

    pattern: re.Pattern[str]  # with a group `slot` where it has room for any words
    example: str  # without links, and without marks at either end


def _filled(pattern: str | list[str], parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda match: parts[match[1]], "".join(pattern))


def _parts(written: Mapping[str, str | list[str]]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, pattern in written.items():
        parts[name] = _filled(pattern, parts)
    return parts


def _forms(*groups: str) -> tuple[Form, ...]:
    written = (form for group in groups for form in _WRITTEN[group])
    return tuple(
        Form(re.compile(_filled(form["pattern"], _PARTS), re.IGNORECASE), form["example"]) for form in written
    )


_WRITTEN: Mapping[str, Any] = tomllib.loads(
    resources.files("sayso.claims.posts").joinpath("furniture_forms.toml").read_text("utf-8")
)
_PARTS = _parts(_WRITTEN["parts"])
NAME = _PARTS["name"]
CALLS = _forms("promoting", "pointing")
CREDITS = _forms("credits")
FORMS = CALLS + _forms("counting", "legal") + CREDITS + _forms("banners")
