"""Layer 5: actors, places, times, milestones."""
