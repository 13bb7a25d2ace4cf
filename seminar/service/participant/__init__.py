"""Gather what one participant has given, and what their phone alone is told."""
