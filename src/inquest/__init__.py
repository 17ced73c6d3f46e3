"""Inquest puts what is said about a war before the record of the war."""
