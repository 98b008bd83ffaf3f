"""How much each thing that two claims have in common says that they answer one question.

Weights of two logistic models, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -3.52,
    "words": 1.30,
    "rare_word": 0.68,
    "concepts": 0.68,
    "names": 0.23,
    "context": 0.74,
    "context_concepts": -0.22,
    "figure": 1.62,
    "figure_borrowed": 0.68,
    "figure_unit": 1.88,
    "same_value": 0.99,
    "figures_apart": -0.30,
    "one_has_figures": -0.54,
    "scale": 0.33,
    "denial": -0.01,
    "same_speaker": -0.37,
    "contained": -0.54,
    "short": 0.73,
    "both_planned": -0.26,
    "planned_apart": -1.46,
    "demand": -0.59,
    "one_document": -0.65,
    "rare_figure": 1.59,
    "same_group": 0.80,
    "rare_value": 3.82,
    "next_denies": 0.46,
    "names_speaker": 0.48,
    "words_and_concepts": -1.06,
    "rare_concept": 0.06,
    "rare_name": 0.29,
    "letters": 0.76,
    "far_value": -1.37,
    "full_words": 1.11,
    "full_concepts": 1.01,
    "rare_scale": 3.19,
    "genuine": 0.79,
    "figure_in_words": -0.37,
    "group_general": -0.95,
    "meaning": 2.98,
}

AMONG_WEIGHTS: dict[str, float] = {
    "bias": -0.04,
    "alone": 0.62,
    "best_third": 2.97,
    "mean_third": 1.38,
    "alike": 1.76,
    "shared": -2.09,
    "crowded": -1.01,
}
