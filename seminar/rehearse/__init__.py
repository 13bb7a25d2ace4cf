"""Participants for a rehearsal: they join and answer through the real protocol, from a process
of their own."""

from seminar.rehearse.rehearsal import Progress, RehearsalReport, run_rehearsal

__all__ = ["Progress", "RehearsalReport", "run_rehearsal"]
