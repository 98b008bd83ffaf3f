"""The figures of the chain of custody: faults that are made on purpose, and what a store does about them."""
