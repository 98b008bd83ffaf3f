"""The rules that find attributions in a parsed English text, one module for each kind of cue."""
