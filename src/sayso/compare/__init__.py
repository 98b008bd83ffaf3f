"""Claims side by side -> findings: agrees, conflicts, repeats, updates, different scope.

`comparing` takes a case through the room. Its modules, by what they are asked for:

1. What a claim says: `reading`, of `figures`, `fates`, `additions`, `replaced`, `shares`, `scope`,
   `polarity`, `recordings`, `surroundings` and `stating` in `zones` and on `live_pages`; by the words in
   `words`, `people`, `concepts`, `opposites`, `phrases`, `verbs` and `units`, and by `intervals` for what a
   number allows.
2. Who says it: `speakers`, of `names`, `general_words` for bodies, `roles` and `offices`.
3. Which claims answer one question: `terms` and `meaning` bring them near each other, `candidates` chooses
   pairs, `pairing` with `common_figures` tells what they have in common, `weighing` by `weights` how probable
   that makes it.
4. How two of them stand: `relations` has the order. `answers` compares what they answer, `by_figures` (of one
   count, by `counts`), `by_words`, `by_denials`, `by_recordings`, `directions` and `whence`, and gives
   `outcomes`; `updates` with `reversals`, and `withdrawals` with `taken_back`, tell what takes whose place;
   `origins`, with `linked` and `copying`, on whose word both rest. `first_said` and `copies` hold the copies
   of one claim alike.
5. What comes of all pairs: `grouping` makes `questions` with their `titles`, `sources` the origins, of
   which a text's own `headlines` are none.
6. What people judged: `judgements`, which by `overruling` and `regrouping` take the place of what was found;
   what is `misread` is left out before.
7. What stands twice: `twins` of one text; captures of one thing in `changes` and `changed_claims`,
   by `wording` and `rows`.
8. What is shown: `types` has all results and `ledger` their JSON; `views`, `voices`, `ranges`, `left_out`,
   `stances`, `timeline` by `happening`, `alike` and `asking` are made of them and decide nothing.
9. What a model would say, where a person asks for it: `proposing`.
"""
