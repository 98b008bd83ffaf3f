"""Bytes kept as they came, once, named by their SHA-256."""
