"""Guard the server: hosts and origins, cookies, headers, start links, rates."""
