"""Ways to fingerprint pictures; `FINGERPRINTS` is their table.

An entry is a class that takes no arguments and holds to `sayso.footage.types.PictureHash`;
`sayso.testing.contracts.fingerprints` has the tests that each one must pass.
"""

from sayso.values import Table

FINGERPRINTS = Table(
    "fingerprint",
    "sayso.fingerprints",
    {"pdq": "sayso.footage.fingerprints.pdq:PDQ"},
)
