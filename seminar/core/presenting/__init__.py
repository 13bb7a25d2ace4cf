"""Presenting."""
