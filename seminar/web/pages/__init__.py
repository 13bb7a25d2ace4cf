"""Serve the pages: one module a group of routes."""
