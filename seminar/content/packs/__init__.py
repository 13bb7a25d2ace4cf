"""Packs: an author's content as a file to share, and how a pack is installed."""
