"""Check that what stands on a deck's slides means something there, and is shown."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from seminar.content.deck.slides import Slide
from seminar.content.source.faults import Findings, suggest_name
from seminar.core.i18n import Say, say, trim_decimals
from seminar.core.model.exercise import Move


class SlideChecks:
    """The checks of one deck's slides; whatever does not fit goes to its findings."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def report_absent(
        self,
        slide: Slide,
        id_: str,
        exercises: Iterable[str],
        broken: Container[str],
    ) -> None:
        """Add a fault: the slide names an exercise that cannot be taken."""
        if id_ in broken:
            problem = say("The exercise “{name}” has faults of its own.", name=id_)
            self.add_fault(slide, ("exercise",), problem, say("Mend its faults first."))
        else:
            problem = say("There is no exercise “{name}”.", name=id_)
            self.add_fault(slide, ("exercise",), problem, suggest_name(id_, exercises))

    def check_idle(self, slide: Slide, names: Sequence[str]) -> None:
        """Add a fault for every field of the plan that means nothing on this slide."""
        for name in names:
            if getattr(slide.plan, name):
                problem = say("“{name}” has no meaning on this slide.", name=name)
                self.add_fault(
                    slide,
                    (name,),
                    problem,
                    say("Take it out, or name an `exercise` or an `item`."),
                )

    def check_names(self, slide: Slide, field: str, known: Sequence[str]) -> None:
        """Add a fault for every name in a field of the plan that the exercise does not have."""
        for name in getattr(slide.plan, field):
            if name not in known:
                problem = say("The exercise has no “{name}”.", name=name)
                self.add_fault(slide, (field, name), problem, suggest_name(name, known))

    def check_picks(self, slide: Slide, banks: Mapping[str, Sequence[str]]) -> None:
        """Add a fault for every pick of a case that its bank does not have."""
        self.check_names(slide, "picks", list(banks))
        for question, case in slide.plan.picks.items():
            if question in banks and case not in banks[question]:
                problem = say(
                    "“{question}” has no case “{name}”.", question=question, name=case
                )
                self.add_fault(
                    slide,
                    ("picks", question),
                    problem,
                    suggest_name(case, banks[question]),
                )

    def check_shown(
        self, slide: Slide, flow: Sequence[Move], kept: Sequence[Move]
    ) -> None:
        """Add a fault for all that stands on an exercise's slide and is never shown."""
        if slide.look:
            self._findings.add(
                slide.line,
                "_class",
                say("“{name}” has no meaning on this slide.", name="_class"),
                say("Take it out: the moves of an exercise have looks of their own."),
            )
        known = [move.id for move in flow]
        there = [move.id for move in kept]
        if slide.plan.at:
            self.check_place(slide, slide.plan.at, known, there)
        self.check_move_notes(slide, known, there)

    def check_move_notes(
        self, slide: Slide, known: Sequence[str], kept: Sequence[str]
    ) -> None:
        """Add a fault for every note that stands at a move to which the room does not come."""
        for name in slide.move_notes:
            self.check_place(slide, name, known, kept)

    def check_place(
        self, slide: Slide, name: str, known: Sequence[str], kept: Sequence[str]
    ) -> None:
        """Add a fault unless the room comes to this move, with what stands at it."""
        if name not in known:
            problem = say("The exercise has no “{name}”.", name=name)
            self.add_fault(slide, ("at",), problem, suggest_name(name, known))
        elif name not in kept:
            self.add_fault(
                slide,
                ("at",),
                say(
                    "What stands at “{name}” is never shown: this programme leaves it out.",
                    name=name,
                ),
                say("Put it at another move, or take it out."),
            )

    def check_total(self, slide: Slide, total: float) -> None:
        """Add a fault unless the moves that are left take the minutes that are planned."""
        planned = slide.plan.minutes
        if total <= 0:
            self.add_fault(
                slide,
                ("moves",),
                say("No move of the exercise is left."),
                say("Keep one, or take the slide out."),
            )
        elif planned is not None and abs(total - planned) > 1e-9:
            self.add_fault(
                slide,
                ("minutes",),
                say(
                    "The moves take {total} minutes together, but `minutes` says {planned}.",
                    total=trim_decimals(total),
                    planned=trim_decimals(planned),
                ),
                say(
                    "Change `moves`, or write `minutes: {total}`.",
                    total=trim_decimals(total),
                ),
            )

    def add_fault(
        self, slide: Slide, path: tuple[str, ...], problem: Say, remedy: Say
    ) -> None:
        """Add a fault at a part of the slide's plan."""
        self._findings.add(
            slide.line_of(*path), ".".join(("raus", *path)), problem, remedy
        )
