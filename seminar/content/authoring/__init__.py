"""Help for authors: commented starts, the open file, and the report of `raus check`."""
