"""One module a view: the drawing of a result, and the same numbers as a table."""
