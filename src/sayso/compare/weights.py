"""How much each thing that two claims have in common says that they answer one question.

Weights of a logistic model, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`
(ridge 2; the figures that came of it stand in that file's docstring).
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -3.46,
    "words": 1.82,
    "rare_word": 0.88,
    "concepts": 1.31,
    "names": 1.31,
    "context": 1.22,
    "context_concepts": 1.00,
    "figure": 0.85,
    "figure_borrowed": 1.27,
    "figure_unit": 1.68,
    "same_value": 2.04,
    "figures_apart": -0.34,
    "one_has_figures": -1.11,
    "scale": 0.66,
    "denial": 0.11,
    "same_speaker": 0.39,
    "contained": 0.01,
    "short": 1.11,
    "both_planned": -0.18,
    "planned_apart": -1.83,
    "demand": -0.05,
    "distant": 0.00,
    "nearby_document": -0.04,
}
