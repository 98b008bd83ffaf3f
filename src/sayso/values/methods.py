"""How something derived was made, so that it can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.values.digests import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What made a result: its name and version are for ever.

    When results change the version rises; old records stay readable.
    """

    name: str  # such as "claims.rules"
    version: str  # such as "1"
    parameters: Mapping[str, object] = field(default_factory=dict)  # JSON values without floats
    packages: Mapping[str, str] = field(default_factory=dict)  # third-party package -> version
    models: Mapping[str, Digest] = field(default_factory=dict)  # model's name -> digest of its bytes

    def to_json(self) -> dict[str, object]:
        """Return the method as JSON values."""
        return {
            "name": self.name,
            "version": self.version,
            "parameters": dict(self.parameters),
            "packages": dict(self.packages),
            "models": dict(self.models),
        }
