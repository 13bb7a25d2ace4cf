"""How the tables came to be, one step after another. A step that has been released is never
changed."""
