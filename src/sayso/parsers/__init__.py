"""Hostile bytes -> plain values, each reader in a child process with limits."""
