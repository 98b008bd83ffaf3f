"""How much each thing that two claims have in common says that they answer one question.

Weights of two logistic models, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -7.16,
    "words": 0.29,
    "rare_word": 0.31,
    "concepts": 0.40,
    "names": -0.06,
    "context": 0.62,
    "context_concepts": -0.30,
    "figure": 1.31,
    "figure_borrowed": 0.47,
    "figure_unit": 1.17,
    "same_value": 0.49,
    "figures_apart": -0.71,
    "one_has_figures": -0.20,
    "scale": -0.82,
    "denial": 0.47,
    "same_speaker": -0.14,
    "contained": -0.75,
    "short": 0.29,
    "both_planned": -0.48,
    "planned_apart": -1.06,
    "demand": -0.75,
    "one_document": -0.82,
    "rare_figure": 1.26,
    "same_group": 0.74,
    "rare_value": 2.17,
    "next_denies": 0.29,
    "names_speaker": 0.62,
    "words_and_concepts": -1.49,
    "rare_concept": 0.12,
    "rare_name": 0.35,
    "letters": 0.48,
    "far_value": -1.66,
    "full_words": 1.79,
    "full_concepts": 0.76,
    "rare_scale": 3.08,
    "genuine": 1.21,
    "figure_in_words": -0.24,
    "group_general": -0.20,
    "meaning": 9.67,
}

AMONG_WEIGHTS: dict[str, float] = {
    "bias": -1.10,
    "alone": 0.67,
    "best_third": 1.76,
    "mean_third": 1.37,
    "alike": 2.97,
    "shared": -2.73,
    "crowded": -0.51,
}
