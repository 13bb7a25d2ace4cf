"""Build the prints, one module each: from content or results to a document of blocks."""
