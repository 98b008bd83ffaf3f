"""How much each thing that two claims have in common says that they answer one question.

Weights of two logistic models, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -5.84,
    "words": 0.72,
    "rare_word": 0.66,
    "concepts": 0.31,
    "names": -0.08,
    "context": 0.58,
    "context_concepts": -0.30,
    "figure": 1.76,
    "figure_borrowed": 0.59,
    "figure_unit": 1.72,
    "same_value": 1.08,
    "figures_apart": -0.26,
    "one_has_figures": -0.18,
    "scale": -0.10,
    "denial": -0.16,
    "same_speaker": -0.43,
    "contained": -0.84,
    "short": 0.74,
    "both_planned": -0.18,
    "planned_apart": -1.19,
    "demand": -0.65,
    "one_document": -0.62,
    "rare_figure": 1.40,
    "same_group": 0.47,
    "rare_value": 2.94,
    "next_denies": 0.62,
    "names_speaker": 0.59,
    "words_and_concepts": -0.85,
    "rare_concept": -0.09,
    "rare_name": 0.57,
    "letters": 0.22,
    "far_value": -1.74,
    "full_words": 1.20,
    "full_concepts": 1.24,
    "rare_scale": 3.32,
    "genuine": 0.95,
    "figure_in_words": -0.15,
    "group_general": -0.44,
    "meaning": 7.07,
}

AMONG_WEIGHTS: dict[str, float] = {
    "bias": -0.78,
    "alone": 0.61,
    "best_third": 3.06,
    "mean_third": 1.71,
    "alike": 2.63,
    "shared": -3.37,
    "crowded": -0.73,
}
