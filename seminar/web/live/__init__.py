"""Send live pictures over the socket: handlers, picture cache, presence."""
