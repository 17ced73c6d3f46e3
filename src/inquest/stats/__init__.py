"""Layer 3: arrays in, numbers out."""
