"""Ways to fingerprint pictures; `FINGERPRINTS` is their table."""
