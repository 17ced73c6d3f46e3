"""Layer 5: one file per provider of event files."""
