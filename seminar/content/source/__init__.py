"""Files as text, YAML and Markdown that know their lines, so that a fault can name its place."""
