"""What /my/ says of one person: a sentence, what needs them, what waits for others, dates, what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pcc_portal.audit.models import Event
from pcc_portal.meetings.models import Meeting


@dataclass
class Task:
    """Something to do: what, for whom, due in words, one way to do it."""

    title: str
    words: str
    href: str
    act: str
    is_late: bool = False


@dataclass
class Standing:
    """/my/: where things stand for one person today."""

    sentence: str = ""
    href: str = ""
    act: str = ""
    is_late: bool = False
    needs: list[Task] = field(default_factory=list)
    waits: list[Task] = field(default_factory=list)
    answers: list[Meeting] = field(default_factory=list)  # whether they come, with what they ``said``
    dates: list[tuple[date, str, str]] = field(default_factory=list)
    changed: list[Event] = field(default_factory=list)
