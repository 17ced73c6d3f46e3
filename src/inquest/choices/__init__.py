"""Layer 3: one file per common choice."""
