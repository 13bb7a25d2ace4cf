"""Serve what helps authors: the preview, the demo, and the walk through an exercise."""
