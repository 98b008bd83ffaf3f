"""What openssl says of a time stamp, where it is installed: a second opinion beside `stamp_check`.

It is asked at the stamp's own time, for at the clock's it refuses every stamp whose signer's
certificate has expired since.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.custody.der import NotDer
from sayso.custody.stamp_reply import read_reply

WAIT_S = 30


def openssl_opinion(
    reply: bytes, data: Path, roots: Sequence[bytes], query: bytes | None = None
) -> str | None:
    """Return what openssl says of a reply, in one sentence; None where it cannot be asked.

    Args:
        reply: the whole reply; a bare token is another question to openssl, and not asked.
        data: the file that was stamped.
        roots: contents of certificate files, PEM.
        query: the request, when it was kept.
    """
    program, at = shutil.which("openssl"), _stamped_at(reply)
    if program is None or at is None or not all(b"-----BEGIN" in root for root in roots):
        return None
    with TemporaryDirectory(prefix="sayso-") as folder:
        places = {name: Path(folder) / name for name in ("reply", "roots", "query")}
        places["reply"].write_bytes(reply)
        places["roots"].write_bytes(b"\n".join(roots))
        trusted = ["-CAfile", str(places["roots"]), "-untrusted", str(places["roots"])]
        asked = [program, "ts", "-verify", "-in", str(places["reply"]), *trusted, "-attime", at]
        questions = [["-data", str(data)]]
        if query is not None:
            places["query"].write_bytes(query)
            questions.append(["-queryfile", str(places["query"])])
        for question in questions:
            if (refusal := _refusal([*asked, *question])) is not None:
                return f"openssl, asked at the stamp's time, does not accept it: {refusal}"
    return "openssl, asked at the stamp's time, accepts it too"


def _stamped_at(reply: bytes) -> str | None:
    try:
        read = read_reply(reply)
    except NotDer:
        return None
    if read.token is None or read.is_bare_token:
        return None
    return str(int(read.token.info.at.timestamp()))


def _refusal(command: list[str]) -> str | None:
    """Run openssl; None where it is content, else what it says."""
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=WAIT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"it could not be asked ({type(error).__name__})"
    if done.returncode == 0:
        return None
    lines = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
    return _reason_in(lines[-1]) if lines else f"exit code {done.returncode}"


def _reason_in(line: str) -> str:
    """Return the reason, the sixth part of a line that openssl writes on an error."""
    parts = [part.strip() for part in line.split(":")]
    return parts[5] if len(parts) > 7 and parts[1] == "error" and parts[5] else line
