"""What others read does not change unseen; `pytest --update-golden` rewrites it."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.publish.exports.html import HtmlDossier
from sayso.publish.exports.json import JsonDossier
from sayso.testing.dossiers import make_dossier

GOLDEN = Path(__file__).parents[1] / "golden"


def compare(name, text, update_golden):
    golden = GOLDEN / name
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


def test_the_page_reads_as_before(tmp_path, update_golden):
    page = HtmlDossier().write(make_dossier(), tmp_path / "case.html").path.read_text(encoding="utf-8")
    body = page[page.index("<body>") : page.index("<script>")]
    lines = (line.strip() for line in re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", body).splitlines())

    compare("dossier.html", "\n".join(line for line in lines if line) + "\n", update_golden)


def test_the_json_reads_as_before(tmp_path, update_golden):
    path = JsonDossier().write(make_dossier(), tmp_path / "case.json").path

    compare("dossier.json", path.read_text(encoding="utf-8"), update_golden)
