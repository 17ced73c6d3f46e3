"""Layer 6: grid, run, curve."""
