"""Claims side by side -> findings: agrees, conflicts, repeats, updates, different scope."""
