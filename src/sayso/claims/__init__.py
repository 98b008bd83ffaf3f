"""Documents -> claims: source, cue, content, and what qualifies them."""
