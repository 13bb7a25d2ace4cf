"""Rules of a live room: its state, commands, events, and what follows from each; pure."""
