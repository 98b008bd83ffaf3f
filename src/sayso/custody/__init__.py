"""The custody log: what was done to an archive, append-only, and proofs of it."""
