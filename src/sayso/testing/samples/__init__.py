"""Sets of samples for checkers, each with its verdict: right ones, wrong ones, and such as do harm."""
