"""Who somebody in old minutes is: by name and by the day of the meeting. Namesakes stay apart, and nobody is guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Lower

from pcc_portal.accounts.models import Holding, Person
from pcc_portal.accounts.models.person import HoldingKind, PostKind
from pcc_portal.meetings.models import Body, Sitting
from pcc_portal.meetings.models.attendance import AttendanceGroup
from pcc_portal.meetings.models.seat import SeatOffice

_STYLES = re.compile(r"^(?:the\s+)?(?:county\s+)?(?:councillors?|cllrs?|mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|professor|prof|rev|reverend|alderman)\b\.?\s+")  # fmt: skip
_SEATS = {
    SeatOffice.VICE_CHAIR: re.compile(r"(?:deputy |vice[- ]?)chair(?:man|woman|person)?"),
    SeatOffice.CHAIR: re.compile(r"chair(?:man|woman|person)?"),
}
_POSTS = {
    PostKind.DEPUTY: re.compile(r"(?:deputy (?:police,? (?:fire,? )?(?:and|&) crime )?commissioner|dpcc)"),
    PostKind.COMMISSIONER: re.compile(r"(?:(?:police,? (?:fire,? )?(?:and|&) crime )?commissioner|pcc)"),
    PostKind.CHIEF_EXECUTIVE: re.compile(r"(?:opcc )?chief executive(?: officer)?"),
    PostKind.CHIEF_CONSTABLE: re.compile(r"chief constable"),
}
_ACTING = re.compile(r"^(?:acting|interim)\s+")
type WhoIs = Callable[..., dict[str, Match]]
NOT_KNOWN = "Nobody of this name is on record."
NAMESAKES = "More than one person on record may be meant: {who}."
NOT_THAT_DAY = "{who} is on record, and neither sat on the body nor held a post on that day."
NOT_SEATED = "{who} is on record and did not sit on the body on that day, so nobody was set down as that member. Put the seat right, or pick somebody else."
NO_HOLDER = "The record does not say who that was on that day."


@dataclass(frozen=True)
class Match:
    """Somebody, or why it is nobody. ``near`` are those who may be meant."""

    person: Person | None = None
    doubt: str = ""
    near: tuple[Person, ...] = ()


@dataclass
class Circle:
    """Who sat on a body and who held a post on a day; and everyone on record who shares a surname with those named."""

    seated: dict[int, Sitting] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    everyone: list[Person] = field(default_factory=list)

    @property
    def of_the_day(self) -> dict[int, Person]:
        found = {holding.person_id: holding.person for holding in self.holdings}
        return found | {pk: sitting.person for pk, sitting in self.seated.items()}


def circle_of(body: Body, names: Iterable[str], *, on: date | None) -> Circle:
    """Three queries, however many names."""
    families = {
        " ".join(words[n:]) for name in names for words in [_plain(name).split()] for n in range(len(words))
    }
    found = Circle(
        everyone=list(
            Person.objects.annotate(lower=Lower("family")).filter(lower__in=families).order_by("pk")
        )
    )
    if on is not None:
        sittings = (
            Sitting.objects.on(on).filter(seat__body=body).select_related("person", "seat__nominated_by")
        )
        found.seated = {sitting.person_id: sitting for sitting in sittings}
        found.holdings = list(Holding.objects.on(on).select_related("person", "post__organisation"))
    return found


def matches(
    names: Iterable[str], circle: Circle, *, chairs: dict[str, str] | None = None
) -> dict[str, Match]:
    """{words: who that is}. ``chairs`` is whom the file itself calls Chair and Vice-Chair: {office: words}."""
    found = {words: _match(words, circle) for words in names}
    listed = {m.person.pk: m.person for m in found.values() if m.person is not None}
    for words, match in found.items():
        if match.person is None and not match.near:
            found[words] = _of_the_list(words, match, listed)
    for words, match in found.items():
        if (office := _office(words)) and (named := (chairs or {}).get(office)) and named in found:
            found[words] = _agreed(match, found[named])
    return found


def who_is(
    names: Iterable[str], people: Iterable[dict[str, str]], body: Body, *, on: date | None
) -> dict[str, Match]:
    """Everyone a file names. ``people`` is its list of who was there: nobody is a member who did not sit that day."""
    names, people = list(names), list(people)
    circle = circle_of(body, names, on=on)
    found = matches(names, circle, chairs=chairs_in(people))
    for row in people:
        match = found.get(row["name"])
        if (
            match
            and match.person
            and row["group"] == AttendanceGroup.MEMBER
            and match.person.pk not in circle.seated
        ):
            found[row["name"]] = Match(None, NOT_SEATED.format(who=match.person), (match.person,))
    return found


def _agreed(by_record: Match, by_file: Match) -> Match:
    """Who is in the chair is what the minutes say; where the record says another, somebody must look."""
    if by_file.person is None or by_record.person is None or by_file.person == by_record.person:
        return by_file if by_file.person is not None else by_record
    both = (by_file.person, by_record.person)
    return Match(None, NAMESAKES.format(who=" or ".join(map(str, both))), both)


def _match(words: str, circle: Circle) -> Match:
    said = _plain(words)
    if office := _office(words):
        holders = [s.person for s in circle.seated.values() if s.office == office]
        return _only(holders) or Match(doubt=NO_HOLDER)
    for kind, shape in _POSTS.items():
        if shape.fullmatch(_ACTING.sub("", said)):
            return _only(_holders(circle, kind, is_acting=bool(_ACTING.match(said)))) or Match(
                doubt=NO_HOLDER
            )
    by_title = [h.person for h in circle.holdings if h.post.title.casefold() == said]
    return _only(by_title) or _named(_STYLES.sub("", said), circle)


def _holders(circle: Circle, kind: str, *, is_acting: bool) -> list[Person]:
    held = [h for h in circle.holdings if h.post.kind == kind]
    wanted = [h for h in held if (h.kind == HoldingKind.ACTING) == is_acting]
    return [h.person for h in wanted]


def _named(said: str, circle: Circle) -> Match:
    """A full name must be that of one person; a surname alone, of one who sat or held a post that day."""
    of_the_day = list(circle.of_the_day.values())
    full = [p for p in circle.everyone if _full(p) == said]
    if full:
        return _only(full) or _only([p for p in full if p in of_the_day]) or _several(full)
    short = [p for p in of_the_day if _plain(p.family) == said or _initialled(p, said)]
    known = short or [p for p in circle.everyone if _plain(p.family) == said or _initialled(p, said)]
    if short:
        return _only(short) or _several(short)
    return (
        Match(doubt=NOT_THAT_DAY.format(who=", ".join(map(str, known))), near=tuple(known))
        if known
        else Match(doubt=NOT_KNOWN)
    )


def _of_the_list(words: str, match: Match, listed: dict[int, Person]) -> Match:
    """Who is named in full on the list of those present may be called by their surname further down."""
    said = _STYLES.sub("", _plain(words))
    return _only([p for p in listed.values() if _plain(p.family) == said]) or match


def _only(people: list[Person]) -> Match | None:
    by_pk = {p.pk: p for p in people}
    return Match(next(iter(by_pk.values()))) if len(by_pk) == 1 else None


def _several(people: list[Person]) -> Match:
    return Match(doubt=NAMESAKES.format(who=", ".join(_apart(p) for p in people)), near=tuple(people))


def _apart(person: Person) -> str:
    return f"{person} ({person.known_as})" if person.known_as else str(person)


def _office(words: str) -> str:
    said = _ACTING.sub("", _plain(words))
    return next((office for office, shape in _SEATS.items() if shape.fullmatch(said)), "")


def _initialled(person: Person, said: str) -> bool:
    """ "a. bell" is Ann Bell; so is "a bell"."""
    first, _, rest = said.partition(" ")
    return (
        bool(rest)
        and rest == _plain(person.family)
        and len(first.rstrip(".")) == 1
        and _plain(person.given).startswith(first[0])
    )


def _full(person: Person) -> str:
    return _plain(f"{person.given} {person.family}")


def _plain(words: str) -> str:
    said = " ".join(words.replace("’", "'").casefold().split())
    return said.removeprefix("the ")


def chairs_in(people: Iterable[dict[str, str]]) -> dict[str, str]:
    """Whom the file itself calls Chair and Vice-Chair, where it names one of each."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in people:
        if row["name"] and (office := _office(row.get("office", ""))):
            found[office].add(row["name"])
    return {office: next(iter(names)) for office, names in found.items() if len(names) == 1}
