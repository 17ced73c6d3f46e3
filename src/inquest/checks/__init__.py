"""Layer 6: one file per check of a judged proposition."""
