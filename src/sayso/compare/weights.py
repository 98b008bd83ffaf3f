"""How much each thing that two claims have in common says that they answer one question.

Weights of two logistic models, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -6.13,
    "words": 0.26,
    "rare_word": 0.46,
    "concepts": 0.47,
    "names": -0.22,
    "context": 0.65,
    "context_concepts": -0.36,
    "figure": 1.85,
    "figure_borrowed": 0.40,
    "figure_unit": 1.29,
    "same_value": 0.43,
    "figures_apart": -0.54,
    "one_has_figures": -0.31,
    "scale": -0.57,
    "denial": 0.47,
    "same_speaker": -0.31,
    "contained": -0.79,
    "short": 0.39,
    "both_planned": -0.46,
    "planned_apart": -1.30,
    "demand": -0.89,
    "one_document": -0.85,
    "rare_figure": 1.24,
    "same_group": 0.76,
    "rare_value": 2.40,
    "next_denies": 0.35,
    "names_speaker": 0.69,
    "words_and_concepts": -1.58,
    "rare_concept": 0.27,
    "rare_name": 0.33,
    "letters": 0.56,
    "far_value": -2.25,
    "full_words": 2.01,
    "full_concepts": 0.79,
    "rare_scale": 3.24,
    "genuine": 1.52,
    "figure_in_words": -0.24,
    "group_general": -0.11,
    "meaning": 8.10,
}

AMONG_WEIGHTS: dict[str, float] = {
    "bias": -1.02,
    "alone": 0.65,
    "best_third": 1.78,
    "mean_third": 1.25,
    "alike": 3.25,
    "shared": -2.79,
    "crowded": -0.58,
}
