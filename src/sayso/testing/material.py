"""A small invented case, quick to make: for tests of everything that starts from a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sayso.testing.frames import patchwork, reposted
from sayso.testing.videos import make_video

CLIP_FPS = 8
CLIP_FRAMES = 40  # five seconds

_DOCUMENTS: dict[str, tuple[dict[str, object], str]] = {
    "wire": (
        {
            "kind": "article",
            "style": "wire",
            "publisher": "Ostwick Wire",
            "author": "Mara Finch",
            "published": "2021-05-06T10:00:00Z",
            "cites": ["notice"],
        },
        (
            "Harbour office says nine hurt in ferry fire\n\n"
            "OSTWICK, May 6 (Ostwick Wire) - At least nine people were hurt when a ferry caught fire off "
            "Ostwick on Monday, the Harbour Office of Ostwick said on Tuesday.\n\n"
            "The company that runs the ferry, Lune Lines, denied that the engine had failed. "
            '"The engine was new in March," its director, Ines Varga, told reporters.\n\n'
            "The interior ministry declined to comment.\n"
        ),
    ),
    "notice": (
        {
            "kind": "statement",
            "style": "official notice",
            "publisher": "Harbour Office of Ostwick",
            "published": "2021-05-06T08:00:00Z",
        },
        (
            "Notice of the Harbour Office\n\n"
            "The ferry Linnet caught fire at 18:20 on 5 May. At least nine people were hurt. "
            "All 61 passengers were brought ashore.\n"
        ),
    ),
    "local": (
        {
            "kind": "article",
            "style": "local",
            "publisher": "Ostwick Evening Post",
            "author": "Tom Hale",
            "published": "2021-05-07T17:00:00Z",
            "cites": ["quayside"],
        },
        (
            "Fourteen people were hurt in Monday's ferry fire, the hospital in Ostwick said on Wednesday.\n\n"
            'Ines Varga of Lune Lines said: "The engine did not fail."\n\n'
            "A channel called Quayside claims that the captain had warned of a leak.\n"
        ),
    ),
    "quayside": (
        {
            "kind": "post",
            "style": "telegram",
            "publisher": "Quayside",
            "author": "Quayside",
            "published": "2021-05-05T19:00:00Z",
            "attachments": ["ferry.mp4"],
        },
        "Ferry burning off Ostwick right now. The captain had warned of a leak.\n",
    ),
}


def write_small_case(into: Path) -> Path:
    """Write four documents with their sidecars, a clip, and a mirrored copy of it; return the folder."""
    into.mkdir(parents=True)
    for name, (described, text) in _DOCUMENTS.items():
        (into / f"{name}.txt").write_text(text, "utf-8")
        sidecar = {"doc_id": name, **described}
        (into / f"{name}.meta.json").write_text(json.dumps(sidecar, indent=1), "utf-8")
    frames = list(patchwork(CLIP_FRAMES))
    make_video(into / "ferry.mp4", frames, fps=CLIP_FPS)
    make_video(into / "repost.mp4", reposted(frames, mirror=True), fps=CLIP_FPS)
    return into


def write_articles(into: Path, texts: Mapping[str, str]) -> Path:
    """Write articles of several papers on one day, each under its name with a sidecar; return the folder."""
    into.mkdir(parents=True)
    for name, text in texts.items():
        (into / f"{name}.txt").write_text(text, "utf-8")
        described = {"kind": "article", "publisher": f"The {name.title()} Paper", "published": "2031-05-05"}
        (into / f"{name}.meta.json").write_text(json.dumps(described), "utf-8")
    return into
