"""Layer 3: worlds of known truth; each returns (data, truth)."""
