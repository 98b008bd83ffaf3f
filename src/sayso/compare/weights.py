"""How much each thing that two claims have in common says that they answer one question.

Weights of a logistic model, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`.
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -3.71,
    "words": 1.75,
    "rare_word": 0.46,
    "concepts": 1.08,
    "names": 0.90,
    "context": 0.76,
    "context_concepts": 0.41,
    "figure": 1.74,
    "figure_borrowed": 1.38,
    "figure_unit": 1.92,
    "same_value": 1.03,
    "figures_apart": -0.06,
    "one_has_figures": -1.18,
    "scale": -0.17,
    "denial": 0.24,
    "same_speaker": -0.18,
    "contained": -0.49,
    "short": 1.03,
    "both_planned": 0.20,
    "planned_apart": -1.65,
    "demand": -0.23,
    "one_document": -0.45,
    "rare_figure": 1.25,
    "same_group": 0.79,
    "rare_value": 3.63,
    "next_denies": 0.35,
    "names_speaker": 0.49,
    "words_and_concepts": -0.52,
    "rare_concept": 0.89,
    "rare_name": 0.80,
    "letters": 0.75,
    "far_value": -1.26,
    "full_words": 0.59,
    "full_concepts": 0.65,
    "rare_scale": 2.46,
    "genuine": 0.98,
    "figure_in_words": -0.38,
    "group_general": -0.48,
}
