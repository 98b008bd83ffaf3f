"""Ways to find claims; `EXTRACTORS` is their table."""
