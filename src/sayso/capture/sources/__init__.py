"""Ways to get material; `SOURCES` is their table."""
