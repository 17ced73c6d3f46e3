"""Layer 4: the only code that knows an engine."""
