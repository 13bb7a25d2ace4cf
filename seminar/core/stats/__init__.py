"""Compute tallies of answers and the few estimates that are made of them; pure."""
