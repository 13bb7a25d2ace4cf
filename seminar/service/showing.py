"""What a step asks and what it shows, in the words of the small language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from seminar.core.kind import Kind, Wording
from seminar.core.language import Speech, Words, say
from seminar.core.latecomers import together
from seminar.core.over_time import NOT_THE_SAME
from seminar.core.programme import ProgrammeWords, Step
from seminar.core.result import Result, TextsOut
from seminar.core.room import Standing, in_result, result_key
from seminar.core.scene import Scene
from seminar.core.words import (
    About,
    Choose,
    Field,
    Figures,
    Form,
    Order,
    Prose,
    Quiet,
    Share,
    Tap,
    Tick,
    View,
)
from seminar.core.written import gathered, let_through
from seminar.service.own import one_by_one, said_back
from seminar.service.pictures import AskedForm, Own, Pending, Posed
from seminar.service.publishing import result_of
from seminar.service.running import Running


def forms(kinds: Mapping[str, Kind], words: ProgrammeWords, step: Step) -> Iterator[AskedForm]:
    """What a phone asks at this step, with the questions as they are now."""
    for question in step.questions:
        kind, wording = kinds[question], words.questions[question]
        yield AskedForm(question, kind.ask(wording), guarded=kind.privacy == "guarded", body=wording.body)


def posed(kinds: Mapping[str, Kind], words: ProgrammeWords, step: Step) -> Iterator[Posed]:
    """The questions of a step in the words of their forms. Options stand only where they are the author's own.

    What belongs to several prompts alike is said once, above them.
    """
    for question in step.questions:
        wording = words.questions[question]
        fields = kinds[question].ask(wording).fields
        each = len(fields) > 1 and all(one.hint == wording.prompt for one in fields)
        said: Words = wording.prompt if each else ""
        listed = sum(bool(_options(one)) for one in fields)
        if shared := _shared(fields):
            said = fields[0].hint
            yield Posed(said, wording.body, shared, wording.hint)
        elif len(fields) > 1 and (wording.hint or each):
            yield Posed(said, Prose(), hint=wording.hint)
        for number, one in enumerate(fields):
            yield Posed(
                one.prompt,
                wording.body if number == 0 and not shared else Prose(),
                _options(one) if listed == 1 else (),
                one.hint if one.hint not in (wording.hint, said) else "",
                one.key if isinstance(one, Choose | About) else None,
            )
            said = one.hint


def _options(one: Field) -> tuple[Words, ...]:
    """What can be chosen, but for the steps of a scale and the way out."""
    if not isinstance(one, Choose | Tap | Tick | Order | Share) or (isinstance(one, Choose) and one.compact):
        return ()
    return tuple(option.label for option in one.options if not option.quiet)


def _shared(fields: Sequence[Field]) -> tuple[Words, ...]:
    """What all fields of a question choose from alike, which then stands once; steps of a scale do not."""
    first = fields[0]
    if len(fields) == 1 or not isinstance(first, Choose) or _is_scale([one.value for one in first.options[:1]]):
        return ()
    alike = all(isinstance(one, Choose) and one.options == first.options for one in fields)
    return _options(first) if alike else ()


def talked_of(scene: Scene, words: ProgrammeWords) -> Iterator[Posed]:
    """The case that people talk about, so that nobody has to remember it: posed last in the same exercise.

    Once its result has been shown, the talk is of something else, and the stage belongs to that.
    """
    if scene.step.move not in ("talk", "write"):
        return
    for step in reversed(scene.programme.steps[: scene.standing.at]):
        if step.exercise != scene.step.exercise or step.move == "show":
            return
        if step.move == "ask":
            yield from (one for one in posed(scene.programme.questions, words, step) if one.body)
            return


def views(running: Running, lang: str, time: float) -> list[View]:
    """The views of this step: published results, or the moving bars of a live question."""
    scene, words, found = running.scene(time), running.programme.said(lang), list[View]()
    for question in scene.step.questions:
        kind = running.kind(question)
        if scene.step.move == "ask":
            if kind.privacy != "open" or kind.moderated:
                continue
            rounds = scene.shown_rounds(question)[-1:]
            result = result_of(kind, [_values(running, question, one) for one in rounds], running.rules)
        else:
            published = running.result(question)
            if published is None:
                continue
            result = published
        found += _views(kind, result, words.questions[question], running.room.now)
    return _joined(found)


def for_the_facilitator(running: Running, lang: str) -> list[View]:
    """What the facilitator alone is shown of the exercise that the room is in, once its questions have been left."""
    words, found = running.programme.said(lang), list[View]()
    for question in running.programme.put:
        kind, result = running.programme.questions[question], running.result(question)
        if kind.seen_by == "facilitator" and question.partition(".")[0] == running.step.exercise and result:
            found += _views(kind, result, words.questions[question])
    return [replace(view, task="") if isinstance(view, Quiet) else view for view in _joined(found)]


def _views(kind: Kind, result: Result, wording: Wording, now: Standing | None = None) -> Iterator[View]:
    """All that is drawn of a published result: with `now`, of texts only those that have been let through by then."""
    for number, part in enumerate(parts(result)):
        for view in drawn(kind, let_through(part, now) if now else part, wording):
            yield _of_latecomers(view) if number else view


def drawn(kind: Kind, result: Result, wording: Wording) -> Iterator[View]:
    """All that is shown of one result: what was asked, and what was asked besides."""
    yield _in_its_own_terms(kind.show(result, wording), wording)
    if beside := kind.beside(result, wording):
        yield beside


def _in_its_own_terms(view: View, wording: Wording) -> View:
    """The view; where it is a silence, with what the author has the room do instead."""
    if isinstance(view, Quiet) and view.task and wording.few:
        return replace(view, task=wording.few, aloud=True)
    return view


@dataclass(frozen=True, slots=True)
class Seen:
    """Results that the room has been shown at one step, and what the author says beneath them."""

    exercise: str | None
    views: tuple[View, ...]
    body: Prose


def seen(running: Running, lang: str) -> list[Seen]:
    """The numbers that the room has been shown so far: results that are uncovered, and what moving bars ended in.

    What people wrote is not in it: it is deleted when the room is closed, and must not outlive it on other phones. Nor
    are silences, in which there is nothing to look at again. Each question stands where it was shown last.
    """
    programme, words = running.programme, running.programme.said(lang)
    kept = {in_result(key) for key in running.results.keys() - running.written}
    newest = {question: max(rounds for one, rounds in kept if one == question) for question, _ in kept}
    found, later = list[Seen](), set[str]()
    for step, said in reversed(list(zip(programme.steps, words.steps, strict=True))):
        if not (step.live or step.id in running.room.now.shown):
            continue
        questions = [one for one in step.questions if one in newest and one not in later]
        later.update(questions)
        results = ((one, running.results[result_key(one, newest[one])]) for one in questions)
        each = ((one, part) for one, result in results for part in parts(result))
        views = _joined(
            [view for one, part in each for view in drawn(programme.questions[one], part, words.questions[one])]
        )
        if loud := tuple(view for view in views if not isinstance(view, Quiet)):
            found.append(Seen(step.exercise, loud, said.body if step.move == "show" else Prose()))
    return found[::-1]


def parts(result: Result) -> Iterator[Result]:
    """The result as it is shown: whole, or where nothing could be said of all groups together, one group at a time."""
    groups = together(result.groups) if result.groups else ()
    if len(groups) < 2:
        yield result
    else:
        yield from (Result((group,)) for group in groups)


def _of_latecomers(view: View) -> View:
    """The view, with the word that it is of those who came late."""
    if isinstance(view, Figures):
        figures = (replace(one, label=say("{what} from those who came late", what=one.label)) for one in view.figures)
        return replace(view, figures=tuple(figures))
    return replace(view, title=say("{what} – those who came late", what=view.title))


def _values(running: Running, question: str, round_: int) -> dict[bytes, object]:
    return {who: value for who, (_, value) in running.given(question, round_).items()}


def _joined(views: list[View]) -> list[View]:
    """Views that share a stage: single figures side by side, and one silence at most, when nothing else speaks."""
    loud: list[View] = [view for view in views if not isinstance(view, Quiet)]
    figures = [view for view in loud if isinstance(view, Figures)]
    if len(figures) > 1:
        each = tuple(figure for view in figures for figure in view.figures)
        # On one scale they are read as before and after.
        on_a_scale = each[0].axis is not None and len({one.axis for one in each}) == 1
        side_by_side = Figures("", each, figures[-1].note or (NOT_THE_SAME if on_a_scale else ""))
        loud = [*(view for view in loud if not isinstance(view, Figures)), side_by_side]
    return loud or views[:1]


def own(form: Form, fields: Mapping[str, str]) -> Iterator[Own]:
    """What one participant answered, in the words of the form that asked it; what was left out is left out here."""
    for one in one_by_one(form):
        said = said_back(one, fields)
        if not said:
            continue
        if not isinstance(one, Choose):
            yield Own(one.prompt, said)
            continue
        value, steps = fields[one.name], [option.value for option in one.options if not option.quiet]
        label = next((option.label for option in one.options if option.value == value), value)
        at = steps.index(value) + 1 if value in steps and _is_scale(steps) else 0
        yield Own(one.prompt, label, one.key, at, len(steps) if at else 0)


def _is_scale(steps: list[str]) -> bool:
    """Whether the options are steps in order, and not just different things to choose."""
    return all(step.lstrip("-").isdecimal() for step in steps)


def without_what_is_said(view: View, speech: Speech, said: str) -> View:
    """A note that the author's own words beneath the drawing hold already is not said twice."""
    if isinstance(view, Quiet) or not view.note or speech(view.note) not in said:
        return view
    return replace(view, note="")


def pending(running: Running, step: Step) -> Iterator[Pending]:
    """Texts of this exercise that may show, in an order that tells nothing: by an id made from the text.

    Those that stand together wait as long as one of them does.
    """
    for question in dict.fromkeys(in_result(key)[0] for key in running.results):
        here = question in step.questions or question.partition(".")[0] == step.exercise
        result = running.result(question)
        kind, now = running.programme.questions[question], running.room.now
        if here and kind.moderated and kind.seen_by == "room" and result and isinstance(result.last, TextsOut):
            for group in sorted(gathered(result.last, now.merged), key=lambda group: group[0].id):
                (first, *others), through = group, all(one.id in now.approved for one in group)
                also = tuple((one.id, one.text) for one in others)
                yield Pending(first.id, first.text, through, also, kind.merges)
