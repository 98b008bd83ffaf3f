"""How much each thing that two claims have in common says that they answer one question.

Weights of a logistic model, fitted on the annotated cases by `benchmarks/ledger/fit_pairs.py`
(ridge 2; the figures that came of it stand in that file's docstring).
"""

from __future__ import annotations

PAIR_WEIGHTS: dict[str, float] = {
    "bias": -3.59,
    "words": 1.67,
    "rare_word": 0.51,
    "concepts": 0.97,
    "names": 0.96,
    "context": 0.93,
    "context_concepts": 0.53,
    "figure": 1.57,
    "figure_borrowed": 1.43,
    "figure_unit": 1.69,
    "same_value": 0.97,
    "figures_apart": -0.31,
    "one_has_figures": -1.30,
    "scale": -0.03,
    "denial": -0.02,
    "same_speaker": 0.34,
    "contained": -0.66,
    "short": 1.07,
    "both_planned": -0.02,
    "planned_apart": -1.78,
    "demand": -0.25,
    "one_document": -0.19,
    "rare_figure": 1.26,
    "same_group": 0.79,
    "rare_value": 3.37,
    "next_denies": 1.03,
    "names_speaker": 0.48,
    "words_and_concepts": -0.27,
    "rare_concept": 0.74,
    "rare_name": 0.86,
    "letters": 0.56,
    "far_value": -1.39,
    "full_words": 0.86,
    "full_concepts": 0.70,
    "rare_scale": 2.05,
    "genuine": 0.91,
    "figure_in_words": -0.40,
    "group_general": -0.57,
}
