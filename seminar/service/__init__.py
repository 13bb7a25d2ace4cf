"""Use cases: the one door for every change, the pictures every screen gets, and the prints."""
