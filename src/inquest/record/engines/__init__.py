"""Engines: one file each, one shared test suite."""
