"""A server on this machine that speaks as a language model's does, and plays what it is told to.

with ChatServer(lambda asked: answer_with([("The mayor", "said", ["the quay is shut"])])) as server:
    EndpointOptions(url=server.url, model="played")
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

SaidClaim = tuple[str, str, list[str]]  # source, cue, content


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came in."""

    path: str
    headers: dict[str, str]  # names in lower case
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The text that is asked about."""
        words: str = self.body["messages"][-1]["content"]
        return words.partition("\n")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response, or what goes wrong with it."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    body: bytes = b""
    promised: int | None = None  # the Content-Length, where it is not the body's
    wait_s: float = 0.0  # before anything is sent
    drip_s: float = 0.0  # between single bytes of the body


def answer_with(claims: Sequence[SaidClaim]) -> Answer:
    """Return an answer that gives these claims."""
    said = [{"source": source, "cue": cue, "content": content} for source, cue, content in claims]
    return answer_in_words(json.dumps({"claims": said}))


def answer_in_words(words: str | None, finish_reason: str = "stop", **more: object) -> Answer:
    """Return an answer with these words of the model, in the server's wrapping."""
    message = {"role": "assistant", "content": words, **more}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    return Answer(body=json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


class ChatServer:
    """A context manager that serves on a free port of the loopback address until its block ends."""

    def __init__(self, play: Callable[[Asked], Answer]) -> None:
        """Take what makes an answer of a request."""
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(play, self.asked))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """The address for the settings."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(play: Callable[[Asked], Answer], asked: list[Asked]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Asked(path=self.path, headers=headers, body=json.loads(self.rfile.read(size)))
            asked.append(request)
            answer = play(request)
            time.sleep(answer.wait_s)
            try:
                self._send(answer)
            except OSError:  # whoever asked did not wait
                self.close_connection = True

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(answer.promised or len(answer.body)))
            self.end_headers()
            step = 1 if answer.drip_s else max(1, len(answer.body))
            for start in range(0, len(answer.body), step):
                self.wfile.write(answer.body[start : start + step])
                self.wfile.flush()
                time.sleep(answer.drip_s)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: tests read stderr."""

    return Handler
