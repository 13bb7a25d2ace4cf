"""Drawings of what a slide or a move says in a list: nothing in them is measured."""
