"""Find this machine's addresses, and the links by which phones join."""
