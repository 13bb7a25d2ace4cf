"""Decks: slides and the exercises that they name, as a programme."""
