"""Figure 26: one exhibit of many is erased, as the law may ask for."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.evidence.figures import sayso
from benchmarks.evidence.stores import new_archive

from sayso.custody import prove_inclusion, read_heads, verify

SECRET = "Marvellia Quent of Lune Street"  # stands in what is erased, and nowhere else


def erase_one(work: Path, *, exhibits: int = 100) -> dict[str, object]:
    """Erase one of so many texts whose claims were found, and look for it, and for all that should stay."""
    home, material = work / "home", work / "material"
    material.mkdir()
    for number in range(exhibits - 1):
        text = f"The Harbour Office said on Tuesday that {number + 2} ferries were late.\n"
        (material / f"notice-{number}.txt").write_text(text, "utf-8")
    letter = material / "letter.txt"
    letter.write_text(f"{SECRET} said that the captain had left the bridge.\n", "utf-8")
    (material / "letter.meta.json").write_text(json.dumps({"doc_id": "letter", "author": SECRET}), "utf-8")
    files = new_archive(work / "archive", home)
    archive = ("--archive", files.root)
    _must(sayso("import", material, "--case", "Ferry", *archive, home=home))
    _must(sayso("claims", "Ferry", "--extractor", "rules", *archive, home=home))
    before, held = read_heads(files)[-1], _files_with(files.root)
    words = ("erase", "letter", "--reason", "court order 12/31", "--by", "District court")
    _must(sayso(*words, *archive, home=home))
    head = read_heads(files)[-1]
    for seq in range(1, head.size + 1):
        prove_inclusion(files, seq, head).verify()
    found = verify(files, heads=[before.to_bytes()])
    status = _must(sayso("status", "Ferry", *archive, home=home))
    return {
        "exhibits": exhibits,
        "files_that_held_it": held,
        "files_that_hold_it": _files_with(files.root),
        "damages": len(found.damages),
        "objects_checked": found.objects_checked,
        "inclusion_proofs_checked": head.size,
        "tombstone_in_verify": any(note.kind == "erased" for note in found.notes),
        "tombstone_in_status": "court order 12/31" in status,
    }


def _must(done: object) -> str:
    code, out, err = (getattr(done, name) for name in ("returncode", "stdout", "stderr"))
    if code != 0:
        raise RuntimeError(err)
    return str(out)


def _files_with(root: Path) -> int:
    wanted = [SECRET.encode("utf-8"), SECRET.encode("utf-16-le")]
    files = (path for path in root.rglob("*") if path.is_file())
    return sum(any(one in data for one in wanted) for data in (path.read_bytes() for path in files))
