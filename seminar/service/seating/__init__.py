"""Seat people in groups: the plan of a draw, and what participants ask for."""
