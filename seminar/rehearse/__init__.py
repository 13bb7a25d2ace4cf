"""Participants for a rehearsal: they join and answer through the real protocol, from a process
of their own."""

from seminar.rehearse.rehearsal import Progress, Report, rehearse

__all__ = ["Progress", "Report", "rehearse"]
