"""Prints."""
