"""How much each thing that two claims have in common says that they answer one question.

Weights of a logistic model, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -3.72,
    "words": 1.73,
    "rare_word": 0.47,
    "concepts": 1.07,
    "names": 0.87,
    "context": 0.76,
    "context_concepts": 0.42,
    "figure": 1.73,
    "figure_borrowed": 1.37,
    "figure_unit": 1.92,
    "same_value": 1.03,
    "figures_apart": -0.07,
    "one_has_figures": -1.18,
    "scale": -0.16,
    "denial": 0.24,
    "same_speaker": -0.18,
    "contained": -0.50,
    "short": 1.03,
    "both_planned": 0.19,
    "planned_apart": -1.65,
    "demand": -0.24,
    "one_document": -0.44,
    "rare_figure": 1.23,
    "same_group": 0.81,
    "rare_value": 3.62,
    "next_denies": 0.35,
    "names_speaker": 0.49,
    "words_and_concepts": -0.51,
    "rare_concept": 0.90,
    "rare_name": 0.88,
    "letters": 0.75,
    "far_value": -1.25,
    "full_words": 0.58,
    "full_concepts": 0.65,
    "rare_scale": 2.40,
    "genuine": 0.97,
    "figure_in_words": -0.38,
    "group_general": -0.48,
}
