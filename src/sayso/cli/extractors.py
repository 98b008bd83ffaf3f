"""The extractor that a command names, set up from the settings, and what is said before it sends anything."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING

from sayso.cli.console import complain, one_line
from sayso.cli.options import NoHome, SettingsUnreadable, configuration_directory, settings

if TYPE_CHECKING:
    from sayso.claims.endpoint.options import EndpointOptions
    from sayso.claims.types import ClaimExtractor

ENDPOINT = "endpoint"
KEY_VARIABLE = "SAYSO_ENDPOINT_KEY"


def chosen_extractor(name: str) -> str | ClaimExtractor:
    """Return the extractor of a name; before one that sends texts, say on stderr what it sends, and where.

    Raises:
        EndpointUnset: when it asks a model, and the settings name none.
        EndpointUnusable: when they name one that cannot be asked.
        SettingsUnreadable: when what stands in the settings is of the wrong sort.
    """
    if name != ENDPOINT:
        return name
    from sayso.claims.extractors.endpoint import EndpointExtractor

    chosen = EndpointExtractor(endpoint_options())
    complain(what_is_sent(chosen.options))
    return chosen


def endpoint_options() -> EndpointOptions | None:
    """Return what stands under [claims.endpoint], with the key of the environment; None for nothing.

    Raises:
        EndpointUnusable: when a model is named that cannot be asked.
        SettingsUnreadable: when what stands there is of the wrong sort.
    """
    from pydantic import TypeAdapter, ValidationError

    from sayso.claims.endpoint.options import EndpointOptions

    table = _endpoint_table()
    if table is None:
        return None
    try:
        key = os.environ.get(KEY_VARIABLE) or None
        return TypeAdapter(EndpointOptions).validate_python({**table, "key": key})
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        raise _unreadable(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from problem


def _endpoint_table() -> dict[str, object] | None:
    from sayso.claims.endpoint.options import EndpointOptions

    try:
        claims = settings().get("claims", {})
    except NoHome:  # then there are no settings that could name one
        return None
    table = claims.get("endpoint") if isinstance(claims, dict) else claims
    if table is None:
        return None
    if not isinstance(table, dict):
        raise _unreadable("it is no table")
    if "key" in table:
        raise _unreadable(f"a key does not belong in a file: put it into the variable {KEY_VARIABLE}")
    unknown = sorted(set(table) - {field.name for field in fields(EndpointOptions)})
    if unknown:
        raise _unreadable(f"there is no setting called {unknown[0]!r}")
    return table


def _unreadable(why: str) -> SettingsUnreadable:
    return SettingsUnreadable(str(configuration_directory() / "settings.toml"), f"[claims.endpoint]: {why}")


def what_is_sent(
    options: EndpointOptions, what: str = "the whole text of each document that is read now, with its kind,"
) -> str:
    """Return the warning: what goes to whom, and whether it leaves the machine."""
    model, host = one_line(options.model, 60), one_line(options.host, 80)
    if options.is_local:
        return (
            f"{what[:1].upper()}{what[1:]} goes to the model {model} at {host}, on this machine. "
            "What that server does with it is not known here."
        )
    how = "encrypted" if options.is_secure else "NOT encrypted: others on the way can read it"
    return (
        f"Texts LEAVE THIS MACHINE: {what} goes to the model {model} at {host}, {how}. "
        "What was found before is not sent again. Stop with Ctrl-C."
    )
