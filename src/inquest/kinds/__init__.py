"""Layer 5: one file per kind of claim."""
