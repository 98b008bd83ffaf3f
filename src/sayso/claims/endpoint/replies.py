"""The model's answer, checked: strict JSON of the form that was asked for, or none."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from sayso.claims.endpoint.asking import ReplyUnusable

Form = TypeVar("Form")


class ReplyCut(ReplyUnusable):
    """The model's answer was longer than the server lets it be."""


@dataclass(config=ConfigDict(extra="forbid", strict=True), frozen=True)
class Said:
    """One claim in the model's words, which may or may not stand in the text."""

    source: str
    cue: str
    content: list[str]


@dataclass(config=ConfigDict(extra="forbid", strict=True), frozen=True)
class _Reply:
    claims: list[Said]


_REPLY: TypeAdapter[_Reply] = TypeAdapter(_Reply)


def read_reply(host: str, body: bytes) -> list[Said]:
    """Return the claims of an answer in its order.

    Raises:
        ReplyCut: when the server says that the answer is not whole.
        ReplyUnusable: when it is not JSON, or not of the form that was asked for.
    """
    return read_form(host, body, _REPLY).claims


def read_form(host: str, body: bytes, form: TypeAdapter[Form]) -> Form:
    """Return an answer of the form that was asked for.

    Raises:
        ReplyCut: when the server says that the answer is not whole.
        ReplyUnusable: when it is not JSON, or not of this form.
    """
    words = _without_fence(_without_thoughts(_words_of(host, body).strip()))
    try:
        return form.validate_json(words)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        at = f"at {where}: " if where else ""
        raise ReplyUnusable(
            host, f"it is not of the form that was asked for ({at}{first['msg']})"
        ) from problem


def _without_thoughts(words: str) -> str:
    """Leave out the thoughts that some servers leave before the answer."""
    if not words.startswith("<think>"):
        return words
    _, ended, answer = words.partition("</think>")
    return answer.strip() if ended else words


def _without_fence(words: str) -> str:
    """Take an answer out of the fence of a block of code."""
    if not (words.startswith("```") and words.endswith("```")):
        return words
    kind, _, answer = words[3:-3].partition("\n")
    return answer.strip() if kind.strip() in {"", "json"} else words


def _words_of(host: str, body: bytes) -> str:
    """Return what the model wrote, out of the server's wrapping."""
    try:
        choice: Any = json.loads(body)["choices"][0]
        reason, message = choice.get("finish_reason"), choice["message"]
        words, refusal = message.get("content"), message.get("refusal")
    except (ValueError, RecursionError) as problem:
        raise ReplyUnusable(host, "what it sent is no whole JSON") from problem
    except (KeyError, IndexError, TypeError, AttributeError) as problem:
        raise ReplyUnusable(host, "what it sent is no answer of a chat") from problem
    if reason == "length":
        raise ReplyCut(host, "it broke off at the length that the server allows")
    if isinstance(refusal, str) and refusal.strip():
        raise ReplyUnusable(host, f"the model declined ({' '.join(refusal.split())[:200]})")
    if reason == "content_filter":
        raise ReplyUnusable(host, "the server's filter withheld it")
    if not isinstance(words, str) or not words.strip():
        raise ReplyUnusable(host, "it is empty")
    return words
