"""Core model tests."""
