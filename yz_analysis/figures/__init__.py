"""The dataset and what may be computed from it."""
