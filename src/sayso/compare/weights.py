"""How much each thing that two claims have in common says that they answer one question.

Weights of two logistic models, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -5.84,
    "words": 0.74,
    "rare_word": 0.66,
    "concepts": 0.31,
    "names": -0.08,
    "context": 0.58,
    "context_concepts": -0.28,
    "figure": 1.74,
    "figure_borrowed": 0.59,
    "figure_unit": 1.69,
    "same_value": 1.09,
    "figures_apart": -0.27,
    "one_has_figures": -0.17,
    "scale": -0.11,
    "denial": -0.15,
    "same_speaker": -0.43,
    "contained": -0.84,
    "short": 0.74,
    "both_planned": -0.18,
    "planned_apart": -1.19,
    "demand": -0.65,
    "one_document": -0.62,
    "rare_figure": 1.42,
    "same_group": 0.46,
    "rare_value": 2.96,
    "next_denies": 0.62,
    "names_speaker": 0.59,
    "words_and_concepts": -0.90,
    "rare_concept": -0.08,
    "rare_name": 0.58,
    "letters": 0.22,
    "far_value": -1.65,
    "full_words": 1.21,
    "full_concepts": 1.22,
    "rare_scale": 3.33,
    "genuine": 0.95,
    "figure_in_words": -0.16,
    "group_general": -0.47,
    "meaning": 7.05,
}

AMONG_WEIGHTS: dict[str, float] = {
    "bias": -0.77,
    "alone": 0.61,
    "best_third": 3.06,
    "mean_third": 1.65,
    "alike": 2.62,
    "shared": -3.32,
    "crowded": -0.73,
}
