"""Layer 7: the view model and its outputs (HTML, text, JSON, CSV, Markdown). Imports only ``inquest.model``."""
