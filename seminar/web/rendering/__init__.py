"""Render pictures as HTML: templates, the projector's stage, and its layout."""
