"""Exhibits -> keyframes and fingerprints, and copies with their alignment."""
