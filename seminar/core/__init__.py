"""The room's own rules: pure values and pure functions. Nothing here asks the clock, chance,
files or the network."""
