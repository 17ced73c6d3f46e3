"""Layer 7: view model, HTML, text, JSON."""
