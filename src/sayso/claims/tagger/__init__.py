"""The tagger's own parts: what it sees of each word piece, and how its scores become attributions."""
