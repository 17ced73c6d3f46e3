"""Reporting faults: one file per fault; each turns a complete record of a world into the one that was kept."""
