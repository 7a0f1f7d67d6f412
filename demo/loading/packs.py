"""Packs of many meetings: laid out together, then issued one after the other in the order of time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import agendas, packs, seconding
from pcc_portal.meetings.actions.publications import let_out
from pcc_portal.meetings.models import Meeting, Pack
from pcc_portal.meetings.printing import binding, front, press
from pcc_portal.meetings.printing.sheets import Source, sources
from pcc_portal.meetings.proofing import Flag, flagged_of
from pcc_portal.meetings.queries import Agenda, agenda_of
from pcc_portal.pdf.parts import CannotLayOut, Part

SIDES = 4  # of an agenda sheet, as good as always; a sheet of another length is only laid out once more

type Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Waiting:
    """A meeting whose pack is to be made."""

    meeting: Meeting
    agenda: Agenda
    open_sources: list[Source]
    exempt_sources: list[Source]

    @classmethod
    def of(cls, meeting: Meeting) -> "Waiting":
        agenda = agenda_of(meeting)
        return cls(meeting, agenda, sources(agenda, private=False), sources(agenda, private=True))

    def parts(self) -> Iterator[Part]:
        return (source.part for source in [*self.open_sources, *self.exempt_sources] if source.part)


def lay_out_together(meetings: Sequence[Meeting], *, at: datetime, told: Told) -> None:
    """Fill the press's cache with all that the builds will ask for, so that both render processes are never idle.

    Built one by one, each short pack would wait for its own agenda sheet, twice.
    """
    waiting = [Waiting.of(meeting) for meeting in meetings]
    papers = [part for one in waiting for part in one.parts()]
    pages = _pages(
        press.lay_out([front.filler_part(), *papers], at=at, on_done=told), [front.filler_part(), *papers]
    )
    sheets = [part for one in waiting for part in _sheets(one, pages)]
    press.lay_out(sheets, at=at, on_done=told)


def issue(meeting: Meeting, *, by: User, second: User, at: datetime, is_told: bool = False) -> Pack:
    """Lock, build and let out in one go, at a moment of the past, of which nobody is told unless asked.

    What is exempt was agreed by the deputy clerk before, as the rule of two people wants. Raises what issuing raises.
    """
    if flagged_of(agenda_of(meeting)):
        seconding.agree(seconding.ask(meeting, by=by, at=at), by=second, at=at)
    meeting = agendas.lock(meeting, by=by, at=at)
    built = packs.lay_out(meeting, at=at)
    if built.problems:
        raise agendas.NotReady([Flag(problem["message"]) for problem in built.problems])
    pack = packs.merge(built, meeting, draft=False, at=at)
    let_out(meeting, built, pack, by=by, at=at, is_told=is_told)
    return pack


def draft(meeting: Meeting, *, at: datetime) -> Pack:
    """The pack as it stands, so that the clerk sees page ranges at first sight."""
    return packs.keep(packs.lay_out(meeting, at=at), meeting, draft=True, job=None, at=at)


def _pages(laid: Sequence[press.Outcome], parts: Sequence[Part]) -> dict[int, int]:
    """Pages by identity of the part. Raises CannotLayOut."""
    found = {}
    for part, outcome in zip(parts, laid, strict=True):
        if isinstance(outcome, CannotLayOut):
            raise outcome
        found[id(part)] = outcome.pages
    return found


def _sheets(one: Waiting, pages: dict[int, int]) -> list[Part]:
    """Every agenda sheet that the build will want, found by a rehearsal in which each has the usual length."""
    matter = front.FrontMatter.gather(one.meeting)
    wanted = [front.front_part(matter), front.notes_part(matter)]

    def rehearse(part: Part) -> binding.LaidOut:
        wanted.append(part)
        return b"", SIDES

    def bound(chosen: Sequence[Source]) -> list[binding.Paper]:
        return [
            binding.Paper(source, b"", pages[id(source.part)] if source.part else source.pages)
            for source in chosen
        ]

    blank = (b"", 1)
    binding.bind_open(matter, one.agenda, bound(one.open_sources), filler=blank, lay_out=rehearse)
    binding.bind_exempt(matter, one.agenda, bound(one.exempt_sources), filler=blank, lay_out=rehearse)
    return wanted
