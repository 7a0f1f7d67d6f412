"""More time for something that is owed: asked for with a reason, granted or refused by the office. Only granting moves the day."""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from governance.models import Extension
from governance.queries.owed_lines import Owed
from governance.queries.owing import SOURCES
from governance.states.owed import EXTENSION_MOVES, ExtensionState
from pcc_portal import notices
from pcc_portal.accounts.access import holders
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.models.body import BOARD
from pcc_portal.notices.models import Message

ASKED, ANSWERED = "governance.extension_asked", "governance.extension_answered"


class NoDay(Refusal):
    """Where no day is named there is none to move."""


class NotLater(Refusal):
    """More time is a day after the one that is named."""


class AskedAlready(Refusal):
    """One request waits at a time."""


class NotOwed(Refusal):
    """What was answered or closed needs no more time."""


@transaction.atomic
def ask(thing: Owed, *, asked_for: date, why: str, by: User, at: datetime) -> Extension:
    """Until when, and why; the office hears of it once a day, without a word of either. Raises NoDay, NotLater, AskedAlready."""
    if thing.due_on is None:
        raise NoDay("No day is named for it, so there is none to move.")
    _after(asked_for, thing.due_on)
    said = {"name": thing.name, "due_was": thing.due_on, "asked_for": asked_for, "why": why}
    try:
        with transaction.atomic():
            row = Extension.objects.create(kind=thing.kind, thing=thing.pk, asked_by=by, asked_at=at, **said)
    except IntegrityError:
        raise AskedAlready("More time is asked for already, and waits for the office’s answer.") from None
    _note("asked", row, by=by, at=at)
    _tell_office(row, by=by, at=at)
    return row


@transaction.atomic
def grant(row: Extension, *, due_on: date, answer: str, by: User, at: datetime) -> Extension:
    """The day moves, and the ladder begins anew for it. Raises NotOwed, NotLater, BadMove."""
    row = _locked(row)
    move(row, ExtensionState.GRANTED, along=EXTENSION_MOVES, field="state")
    _after(due_on, row.due_was)
    source = SOURCES[row.kind]
    owed = source.rows(timezone.localdate(at)).filter(pk=row.thing).first()
    if owed is None:
        raise NotOwed("It is not owed any more, so its day stays as it was.")
    why = f"More time was asked for: {row.why}" + (f"\n{answer}" if answer else "")
    import_string(source.moves)(owed, due_on=due_on, why=why, by=by, at=at)
    row.due_now = due_on
    return _answered(row, answer, by=by, at=at)


@transaction.atomic
def refuse(row: Extension, *, answer: str, by: User, at: datetime) -> Extension:
    """The day stays, and why. Raises BadMove."""
    row = _locked(row)
    move(row, ExtensionState.REFUSED, along=EXTENSION_MOVES, field="state")
    return _answered(row, answer, by=by, at=at)


def _answered(row: Extension, answer: str, *, by: User, at: datetime) -> Extension:
    row.answer, row.decided_by, row.decided_at = answer, by, at
    row.save()
    _note(row.state, row, by=by, at=at)
    if row.asked_by.is_active and row.asked_by_id != by.pk:
        notices.post(
            ANSWERED,
            to=row.asked_by.email,
            context={"name": row.name, "due_on": row.due_now, "due_was": row.due_was, "url": _url(row)},
            dedupe_key=f"{ANSWERED}:{row.pk}",
            rule="governance.actions.extensions.may_hear_of",
            about=row,
            by=by,
            at=at,
        )
    return row


def _after(day: date, before: date) -> None:
    if day <= before:
        raise NotLater(f"It is due on {before.day} {before:%B %Y}. More time is a later day.")


def _locked(row: Extension) -> Extension:
    rows = Extension.objects.select_for_update(of=("self",)).select_related("asked_by")
    return rows.get(pk=row.pk)


def _tell_office(row: Extension, *, by: User, at: datetime) -> None:
    """Those who keep the Board's record, once a day however often somebody asks."""
    on = timezone.localdate(at)
    body = Body.objects.get(slug=BOARD)
    for user in holders(Power.KEEP_BOARD, body.host_id, on=on):
        notices.post(
            ASKED,
            to=user.email,
            context={"url": f"{settings.PUBLIC_BASE_URL}/governance/owed/?show=asked"},
            dedupe_key=f"{ASKED}:{user.pk}:{on}",
            rule="governance.actions.extensions.may_hear_of",
            about=row,
            by=by,
            at=at,
        )


def may_hear_of(message: Message) -> bool:
    """An account that is closed hears nothing."""
    return User.objects.filter(email=message.to, is_active=True).exists()


def _url(row: Extension) -> str:
    return f"{settings.PUBLIC_BASE_URL}/governance/owed/{row.kind}/{row.thing}/"


def _note(verb: str, row: Extension, *, by: User, at: datetime) -> None:
    """What it is for, and neither why nor what was answered."""
    record(f"governance.extension.{verb}", subject=row, by=by, at=at, name=row.name)
