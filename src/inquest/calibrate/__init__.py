"""Layer 8: known truth through propose-to-judge: error rates, coverage, power."""
