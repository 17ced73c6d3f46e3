"""Layer 5: one file per extractor; frames are data."""
