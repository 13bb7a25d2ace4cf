"""Build the pictures of phone, projector and console from a live room; pure."""
