"""Content: an author's files in, a programme out.

Markdown and YAML are read here and nowhere else; mistakes come out as faults with a remedy.
"""
