"""The Panel as a body: where it meets, who signs, what its agendas begin and end with."""

from datetime import time
from html import escape

from demo.content import agenda
from demo.loading.organisations import BOARD_NAME
from pcc_portal.meetings.models import Body, BodyNote, StandingItem
from pcc_portal.meetings.states import ItemKind

KINDS = {
    "paper": ItemKind.PAPERS,
    "exempt": ItemKind.PAPERS,
    "verbal": ItemKind.VERBAL,
    "none": ItemKind.NONE,
}


def load() -> Body:
    """The Panel with its notes; the Board gets its name."""
    Body.objects.filter(slug="gpb").update(name=BOARD_NAME)
    body = Body.objects.select_related("organisation", "host").get(slug="pcp")
    body.name, body.venue = agenda.BODY_NAME, agenda.VENUE
    body.default_time = time.fromisoformat(agenda.DEFAULT_TIME)
    body.signatory, body.signatory_post = agenda.SIGNATORY_LINES[:2]
    body.save()
    BodyNote.objects.bulk_create(
        BodyNote(body=body, position=position, title=title, html=_note(opening, bullets, closing))
        for position, (title, opening, bullets, closing) in enumerate(agenda.DISCLAIMERS, start=1)
    )
    return body


def _note(opening: str, bullets: list[str], closing: str) -> str:
    listed = "".join(f"<li>{escape(line)}</li>" for line in bullets)
    middle = f"<ul>{listed}</ul>" if listed else ""
    return f"<p>{escape(opening)}</p>{middle}<p>{escape(closing)}</p>"


def load_standing_items(body: Body) -> None:
    """What new agendas begin with; the resolution to exclude the public comes by itself, so it is no line of its own."""
    tops: dict[str, StandingItem] = {}
    lines = [line for line in agenda.STANDING if not line.resolution]
    for position, line in enumerate(lines, start=1):
        made = StandingItem.objects.create(
            body=body,
            position=position,
            parent=tops[line.number.split("(")[0]] if "(" in line.number else None,
            title=line.title,
            purpose=line.purpose,
            kind=KINDS[line.kind],
        )
        tops[line.number] = made
