"""RAUS: a live training seminar for leaders, from one laptop."""
