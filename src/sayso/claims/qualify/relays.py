"""Platforms that somebody said something on: "wrote on Telegram"."""

from __future__ import annotations

from sayso.claims.attribution import Attribution
from sayso.claims.qualify.spans import words_of_spans
from sayso.claims.reading import Reading
from sayso.claims.words import word_set

PLATFORMS = word_set(
    """
    x twitter telegram facebook instagram tiktok youtube whatsapp signal threads mastodon bluesky reddit
    vkontakte weibo linkedin snapchat truth
    """
)


def platforms_of(reading: Reading, attribution: Attribution) -> list[str]:
    """Return the platform that stands with the cue: "said on X", "in a Telegram post"."""
    parsed = reading.parsed
    out = []
    for word in words_of_spans(reading, attribution.cue):
        for prep in parsed.kids(word.index, "prep"):
            if prep.lemma not in {"on", "in", "via"}:
                continue
            for index in parsed.subtree(prep.index)[1:4]:
                found = parsed.words[index]
                if found.text[:1].isupper() and found.text.lower() in PLATFORMS and found.text not in out:
                    out.append(found.text)
    return out
