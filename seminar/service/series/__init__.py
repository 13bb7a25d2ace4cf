"""Tie rooms weeks apart together: series, and the return cards between them."""
