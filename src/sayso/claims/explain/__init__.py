"""Why a claim reads as it does: what found it, who its speaker is, and which words decided its fields."""
