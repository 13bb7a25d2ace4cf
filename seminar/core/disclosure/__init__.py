"""Decide what may be published of answers: statistical disclosure control; pure."""
