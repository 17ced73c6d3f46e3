"""Layer 5: one file per text format."""
