"""The stand-alone `verify.py`: our own modules in one file, for whoever has Python and nothing of ours.

The text of each module goes in as it stands, so that there is one source of truth, and what
sayso says of an export and what `verify.py` says cannot part.
"""

from __future__ import annotations

from importlib.resources import files

# All that `sayso.custody.outside` imports, however far round; a test holds the list to that.
MODULES = (
    "sayso.values.errors",
    "sayso.values.digests",
    "sayso.values.canonical",
    "sayso.values.checks",
    "sayso.values.methods",
    "sayso.values.progress",
    "sayso.values.spans",
    "sayso.values.tables",
    "sayso.values.times",
    "sayso.values.dates",
    "sayso.values",
    "sayso.custody.errors",
    "sayso.custody.disk",
    "sayso.custody.layout",
    "sayso.custody.ed25519",
    "sayso.custody.keys",
    "sayso.custody.notes",
    "sayso.custody.tree",
    "sayso.custody.proofs",
    "sayso.custody.entries",
    "sayso.custody.erased",
    "sayso.custody.heads",
    "sayso.custody.receipts",
    "sayso.custody.form_numbers",
    "sayso.custody.withheld",
    "sayso.custody.described",
    "sayso.custody.openings",
    "sayso.custody.der",
    "sayso.custody.stamp_signature",
    "sayso.custody.stamp_reply",
    "sayso.custody.stamp_query",
    "sayso.custody.stamps",
    "sayso.custody.given_stamps",
    "sayso.custody.clock_slips",
    "sayso.custody.extracts",
    "sayso.custody.proof_file",
    "sayso.custody.zip_form",
    "sayso.custody.export_form",
    "sayso.custody.wacz_form",
    "sayso.custody.web_archive",
    "sayso.custody.warc_form",
    "sayso.custody.export_reading",
    "sayso.custody.export_names",
    "sayso.custody.export_records",
    "sayso.custody.web_archive_check",
    "sayso.custody.export_contents",
    "sayso.custody.export_check",
    "sayso.custody.names",
    "sayso.custody.restoring",
    "sayso.custody.outside",
)
PACKAGES = ("sayso", "sayso.values", "sayso.custody")
QUOTE = "'''"

_HEAD = '''\
#!/usr/bin/env python3
"""Checks an export of sayso, or a proof that it wrote, with Python's standard library alone.

    python3 verify.py                    the export that this file lies in
    python3 verify.py PATH               another one, a folder or a zip
    python3 verify.py --against RECEIPT  also against a head that was kept elsewhere
    python3 verify.py --opened FILE      also what was left out, and was handed over since
    python3 verify.py --restore DIR      and copy the originals out, under their own names
    python3 verify.py --proof FILE       a proof file (--file EXHIBIT: and the exhibit's bytes)

It prints `accept`, `reject` or `unknown` with its reasons, and exits 0, 4 or 1. Needs Python 3.11
or later, and no network. What follows are modules of sayso, word for word.
"""

import sys

if __name__ == "__main__" and not getattr(sys.flags, "safe_path", False):
    del sys.path[0]  # the folder that is checked: no file in it may stand in for a module of Python's

import importlib.abc
import importlib.util

if sys.version_info < (3, 11):
    sys.exit("verify.py needs Python 3.11 or later.")

PACKAGES = {packages!r}
SOURCES = {{}}
'''
_TAIL = """

class Within(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    \"\"\"Finds our modules in this file, whether or not sayso is installed.\"\"\"

    def find_spec(self, name, path=None, target=None):
        if name in SOURCES or name in PACKAGES:
            return importlib.util.spec_from_loader(name, self, origin=__file__, is_package=name in PACKAGES)
        return None

    def exec_module(self, module):
        name = module.__spec__.name
        exec(compile(SOURCES.get(name, ""), f"{__file__}:{name}", "exec"), module.__dict__)


sys.meta_path.insert(0, Within())

from sayso.custody.outside import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], __file__))
"""


def verifier_source() -> bytes:
    """Return the text of `verify.py`: the same modules, the same bytes."""
    parts = [_HEAD.format(packages=PACKAGES)]
    for name in MODULES:
        parts.append(f"\nSOURCES[{name!r}] = r{QUOTE}{module_text(name)}{QUOTE}\n")
    return "".join([*parts, _TAIL]).encode("utf-8")


def module_text(name: str) -> str:
    """Return a module's source as it stands.

    Raises:
        ValueError: when it cannot stand in a raw string as it is.
    """
    package, _, module = name.rpartition(".")
    is_package = name in PACKAGES
    folder = files(name if is_package else package)
    text = (folder / ("__init__.py" if is_package else f"{module}.py")).read_text("utf-8")
    if QUOTE in text or text.endswith(("\\", "'")):
        raise ValueError(f"{name} holds what ends the text that it would stand in")
    return text
