"""Files in, programme out. The only place that reads Markdown and YAML; mistakes come out as
faults with a remedy."""
