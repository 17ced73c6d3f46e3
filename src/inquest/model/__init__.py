"""Layer 1: the words of the design as frozen types. Imports only ``inquest.errors``."""
