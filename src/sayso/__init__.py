"""sayso: on whose say-so? A workbench for contested footage, claims and accounts."""

__version__ = "0.1.0"
