"""How much each thing that two claims have in common says that they answer one question.

Weights of a logistic model, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`
(ridge 2; the figures that came of it stand in that file's docstring).
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -3.55,
    "words": 1.79,
    "rare_word": 0.35,
    "concepts": 1.07,
    "names": 0.92,
    "context": 0.83,
    "context_concepts": 0.54,
    "figure": 1.00,
    "figure_borrowed": 1.02,
    "figure_unit": 1.59,
    "same_value": 0.71,
    "figures_apart": -0.28,
    "one_has_figures": -1.29,
    "scale": -0.07,
    "denial": -0.02,
    "same_speaker": 0.28,
    "contained": -0.62,
    "short": 1.05,
    "both_planned": 0.02,
    "planned_apart": -1.80,
    "demand": -0.22,
    "one_document": -0.13,
    "rare_figure": 0.98,
    "same_group": 1.26,
    "rare_value": 3.42,
    "next_denies": 1.04,
    "names_speaker": 0.50,
    "words_and_concepts": -0.33,
    "rare_concept": 0.66,
    "rare_name": 0.97,
    "letters": 0.64,
    "far_value": -1.29,
    "full_words": 1.13,
    "full_concepts": 0.44,
    "rare_scale": 2.12,
    "genuine": 0.98,
    "figure_in_words": -0.40,
}
