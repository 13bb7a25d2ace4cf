"""Exercises: structure from YAML, words from Markdown, and whether they fit each other."""
