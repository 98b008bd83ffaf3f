"""A time-stamping authority on this machine: certificates of its own, `openssl ts` behind HTTP.

It can be told to misbehave, one way at a time, as authorities do. `sayso.testing.authority`
makes replies without OpenSSL and without listening.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, TypeAlias

from sayso.custody.stamp_query import write_query_over
from sayso.custody.stamp_reply import read_request

Manner: TypeAlias = Literal[
    "well",
    "slow",
    "wrong-nonce",
    "wrong-digest",
    "other-policy",
    "http-500",
    "html",
    "refuses",
    "half",
    "elsewhere",
]
POLICY, OTHER_POLICY = "1.2.3.4.1", "1.2.3.4.7"
REPLY_TYPE = "application/timestamp-reply"

_CONFIG = """
[ tsa ]
default_tsa = desk
[ desk ]
dir = {folder}
serial = $dir/serial
crypto_device = builtin
signer_cert = $dir/signer.pem
signer_key = $dir/signer.key
certs = $dir/root.pem
default_policy = {policy}
other_policies = {other_policy}
digests = sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ req ]
distinguished_name = name
[ name ]
[ signer ]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[ root ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
"""


def is_openssl_here() -> bool:
    """Tell whether `openssl` is installed."""
    return shutil.which("openssl") is not None


class LocalAuthority:
    """An authority whose files lie in a folder.

    Args:
        folder: a new one.
        name: what its certificates call it.
        days: how long the signer's certificate holds, from now.
        root_days: how long the root's does.
    """

    def __init__(
        self, folder: Path, *, name: str = "Ostwick Time", days: int = 365, root_days: int = 7300
    ) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.manner: Manner = "well"
        self.asked = 0  # how often
        self.slow_s = 5.0
        self._config = folder / "tsa.cnf"
        config = _CONFIG.format(folder=folder, policy=POLICY, other_policy=OTHER_POLICY)
        self._config.write_text(config, "utf-8")
        (folder / "serial").write_text("01\n", "ascii")
        self._lock = threading.Lock()
        self._make_certificates(name, days, root_days)

    @property
    def roots(self) -> Path:
        """The root certificate, in PEM."""
        return self.folder / "root.pem"

    def reply(self, query: bytes, policy: str | None = None) -> bytes:
        """Return what `openssl ts -reply` says to a request."""
        with self._lock:
            (self.folder / "query.tsq").write_bytes(query)
            words = ["-reply", "-config", self._config, "-queryfile", "query.tsq", "-out", "reply.tsr"]
            self._openssl("ts", *words, *(["-tspolicy", policy] if policy else []))
            return (self.folder / "reply.tsr").read_bytes()

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Answer over HTTP while the block runs, and give the address."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/tsr"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def answer(self, query: bytes) -> tuple[int, str, bytes]:
        """Return status, content type and body of the answer to a request, in the manner that is set."""
        self.asked += 1
        asked = read_request(query)
        digest, nonce = asked.imprint.digest, asked.nonce or 0
        match self.manner:
            case "slow":
                time.sleep(self.slow_s)
                return 200, REPLY_TYPE, b""
            case "http-500":
                return 500, "text/plain", b"internal error"
            case "html":
                return 200, "text/html", b"<!doctype html><title>Log in</title><p>Please log in."
            case "elsewhere":
                return 302, "text/plain", b""
            case "refuses":
                return 200, REPLY_TYPE, self.reply(write_query_over(digest, nonce, "1.9.9.9"))
            case "wrong-nonce":
                return 200, REPLY_TYPE, self.reply(write_query_over(digest, nonce + 1))
            case "wrong-digest":
                return 200, REPLY_TYPE, self.reply(write_query_over(bytes(32), nonce))
            case "other-policy":
                return 200, REPLY_TYPE, self.reply(write_query_over(digest, nonce), OTHER_POLICY)
            case "half":
                return 200, REPLY_TYPE, self.reply(query)[:100]
            case _:
                return 200, REPLY_TYPE, self.reply(query)

    def _make_certificates(self, name: str, days: int, root_days: int) -> None:
        subject, config = f"/O={name}/CN={name}", ("-config", self._config)
        for part in ("root", "signer"):
            curve = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
            self._openssl("genpkey", *curve, "-out", f"{part}.key")
        root = ("-key", "root.key", "-subj", f"{subject} root", "-extensions", "root", "-out", "root.pem")
        self._openssl("req", "-x509", "-new", "-days", str(root_days), *root, *config)
        signer = ("-key", "signer.key", "-subj", f"{subject} signer", "-out", "signer.csr")
        self._openssl("req", "-new", *signer, *config)
        extensions = ("-extfile", self._config, "-extensions", "signer")
        signed_by = ("-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "4711")
        written = ("-days", str(days), "-out", "signer.pem")
        self._openssl("x509", "-req", "-in", "signer.csr", *signed_by, *written, *extensions)

    def _openssl(self, *words: object) -> None:
        subprocess.run(["openssl", *map(str, words)], cwd=self.folder, check=True, capture_output=True)


def _handler_for(authority: LocalAuthority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, kind, body = authority.answer(query)
            try:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # whoever asked has gone
                pass

        def log_message(self, format: str, *words: object) -> None:
            """Say nothing: stderr is the command's."""

    return Handler
