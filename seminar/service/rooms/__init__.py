"""Hold the rooms of this server, and change them: one file for each thing done to a room."""
