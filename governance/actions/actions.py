"""Actions of the Board: opened, reported on by their owner, closed by the office with a reason."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.actions.numbering import next_reference
from governance.models import Action, ActionFile, ActionUpdate
from governance.models.owner import holders_of, last_held
from governance.states.actions import ACTION_MOVES, ActionState, Source, Step
from pcc_portal import notices
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import private_files
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Entry, Meeting

# What makes two presses one: the same words for the same owner, from the same row or place.
SAME = ("text", "owner_person", "owner_post", "entry", "meeting", "source", "source_words", "raised_on")


class OwnerHasLeft(Refusal):
    """Whoever has left the post that they held can do nothing for the Board; the words name who holds it now."""

    def __init__(self, person: Person, post: Post, now: list[Person]) -> None:
        self.post, self.now = post, now
        held = f"{' and '.join(map(str, now))} holds it now" if now else "Nobody holds it now"
        super().__init__(
            f"{person} is no longer {post}. {held}: give it to the post, so that it stays with whoever holds it."
        )


class NoOwner(Refusal):
    """Somebody has to do it: one person, or one post."""


class OpenAlready(Refusal):
    """Pressed twice, it is opened once; something else to be done is said in other words, or given to somebody else."""

    def __init__(self, action: Action) -> None:
        super().__init__(
            f"{action} says this already, for the same owner, and is still to do: nothing was opened a second time. "
            "If something else is to be done, say it in other words."
        )


class IsClosed(Refusal):
    """What is closed is not reported on: it is opened again first."""


@transaction.atomic
def open(  # noqa: A001  actions.open(meeting, ...) is how the office says it
    meeting: Meeting,
    *,
    text: str,
    by: User,
    at: datetime,
    owner_person: Person | None = None,
    owner_post: Post | None = None,
    due_on: date | None = None,
    entry: Entry | None = None,
    reference: str = "",
    raised_by: Person | None = None,
    is_closed: bool = False,
) -> Action:
    """An undertaking of a meeting, with its owner, who is told the same minute. ``reference`` is that of its row in the
    minutes. Made of a closed row it is closed too. Raises OwnerHasLeft, NoOwner, OpenAlready."""
    closed = is_closed or (entry is not None and entry.is_exempt)
    said: dict[str, Any] = {
        "source": Source.MEETING,
        "meeting": meeting,
        "entry": entry,
        "row_reference": reference,
        "source_words": "",
        "raised_by": raised_by,
        "raised_on": meeting.held_on,
        "is_closed": closed,
    }
    whose = {"owner_person": owner_person, "owner_post": owner_post}
    return _opened(meeting.body, text=text, due_on=due_on, by=by, at=at, **whose, **said)


@transaction.atomic
def open_elsewhere(
    body: Body,
    *,
    source: str,
    source_words: str,
    text: str,
    raised_on: date,
    by: User,
    at: datetime,
    owner_person: Person | None = None,
    owner_post: Post | None = None,
    due_on: date | None = None,
    raised_by: Person | None = None,
    is_closed: bool = False,
) -> Action:
    """From a finding, a challenge, a question, a decision: said outside any meeting. Raises OwnerHasLeft, NoOwner,
    OpenAlready."""
    said: dict[str, Any] = {
        "source": source,
        "source_words": source_words,
        "raised_by": raised_by,
        "raised_on": raised_on,
        "is_closed": is_closed,
    }
    whose = {"owner_person": owner_person, "owner_post": owner_post}
    return _opened(body, text=text, due_on=due_on, by=by, at=at, **whose, **said)


def _opened(body: Body, *, by: User, at: datetime, **said: Any) -> Action:
    may_own(said["owner_person"], said["owner_post"], on=timezone.localdate(at))
    # Whoever presses at the same moment waits here, and then sees what the first press has made.
    reference = next_reference(Action.objects, "a", said["raised_on"].year)
    if same := Action.objects.still_to_do().filter(body=body, **{n: said.get(n) for n in SAME}).first():
        raise OpenAlready(same)
    action = Action.objects.create(body=body, reference=reference, opened_by=by, opened_at=at, **said)
    _note("opened", action, by=by, at=at)
    _tell(action, by=by, at=at)
    return action


@transaction.atomic
def update(
    action: Action,
    *,
    words: str,
    by: User,
    at: datetime,
    link: str = "",
    is_done: bool = False,
    file: dict[str, Any] | None = None,
) -> ActionUpdate:
    """What its owner, or the office, says of it, with what shows it. ``is_done`` claims it; the office closes it.

    ``file`` is a PDF that was taken in: title, original, found, is_scanned. Raises IsClosed, BadMove.
    """
    action = _locked(action)
    if not action.is_owed:
        raise IsClosed("It is closed. The office opens it again before anybody reports on it.")
    if is_done:
        move(action, ActionState.CLAIMED, along=ACTION_MOVES, field="state")
        action.save(update_fields=["state"])
    line = _line(action, Step.CLAIMED if is_done else Step.UPDATED, words, link=link, by=by, at=at)
    if file is not None:
        ActionFile.objects.create(line=line, **private_files.kept(**file, by=by, at=at))
    _note("claimed" if is_done else "updated", action, by=by, at=at)
    return line


@transaction.atomic
def close(action: Action, *, why: str, on: date, by: User, at: datetime) -> Action:
    """The office is content, and says why. Raises BadMove."""
    return _ended(action, ActionState.CLOSED, Step.CLOSED, why=why, on=on, by=by, at=at)


@transaction.atomic
def drop(action: Action, *, why: str, on: date, by: User, at: datetime) -> Action:
    """Nobody waits for it any more, and why. Raises BadMove."""
    return _ended(action, ActionState.DROPPED, Step.DROPPED, why=why, on=on, by=by, at=at)


@transaction.atomic
def reopen(action: Action, *, why: str, by: User, at: datetime) -> Action:
    """What was claimed is not enough, or what was closed is not over; its owner is told. Raises BadMove."""
    action = _locked(action)
    step = Step.NOT_DONE if action.is_claimed else Step.REOPENED
    move(action, ActionState.OPEN, along=ACTION_MOVES, field="state")
    action.closed_on, action.closed_by, action.closed_why = None, None, ""
    action.save(update_fields=["state", "closed_on", "closed_by", "closed_why"])
    line = _line(action, step, why, by=by, at=at)
    _note("reopened", action, by=by, at=at)
    _tell(action, key=f"line-{line.pk}", by=by, at=at)
    return action


@transaction.atomic
def put_off(action: Action, *, due_on: date, why: str, by: User, at: datetime) -> Action:
    """Another day, and why; the old one stays in the trail. Raises IsClosed."""
    action = _owed(action)
    before, action.due_on = action.due_on, due_on
    action.save(update_fields=["due_on"])
    was = f"It was due on {before.day} {before:%B %Y}." if before else "No day was named before."
    _line(action, Step.DUE, f"Due on {due_on.day} {due_on:%B %Y}. {was} {why}", by=by, at=at)
    _note("put_off", action, by=by, at=at)
    return action


@transaction.atomic
def pass_on(
    action: Action, *, why: str, by: User, at: datetime, owner_person: Person | None, owner_post: Post | None
) -> Action:
    """To another owner, who is told. Raises IsClosed, OwnerHasLeft, NoOwner."""
    action = _owed(action)
    may_own(owner_person, owner_post, on=timezone.localdate(at))
    before = action.owner_person or action.owner_post
    action.owner_person, action.owner_post = owner_person, owner_post
    action.save(update_fields=["owner_person", "owner_post"])
    line = _line(action, Step.OWNER, f"{before} to {owner_person or owner_post}. {why}", by=by, at=at)
    _note("passed_on", action, by=by, at=at)
    _tell(action, key=f"line-{line.pk}", by=by, at=at)
    return action


def may_own(person: Person | None, post: Post | None, *, on: date) -> None:
    """One person who has not left the post that they held, or one post. Raises NoOwner, OwnerHasLeft."""
    if (person is None) == (post is None):
        raise NoOwner("Choose one owner: a person or a post.")
    left = last_held(person, on=on) if person is not None else None
    if person is not None and left is not None:
        raise OwnerHasLeft(person, left.post, [row.person for row in holders_of(left.post_id, on=on)])


def _ended(
    action: Action, state: ActionState, step: Step, *, why: str, on: date, by: User, at: datetime
) -> Action:
    action = _locked(action)
    move(action, state, along=ACTION_MOVES, field="state")
    action.closed_on, action.closed_by, action.closed_why = on, by, why
    action.save(update_fields=["state", "closed_on", "closed_by", "closed_why"])
    _line(action, step, why, by=by, at=at)
    _note(step, action, by=by, at=at)
    return action


def _locked(action: Action) -> Action:
    rows = Action.objects.select_for_update(of=("self",))
    return rows.select_related("body", "meeting", "owner_person", "owner_post").get(pk=action.pk)


def _owed(action: Action) -> Action:
    action = _locked(action)
    if not action.is_owed:
        raise IsClosed("It is closed. Open it again first.")
    return action


def _line(action: Action, step: Step, words: str, *, by: User, at: datetime, link: str = "") -> ActionUpdate:
    return ActionUpdate.objects.create(action=action, step=step, words=words.strip(), link=link, by=by, at=at)


def _tell(action: Action, *, by: User, at: datetime, key: str = "opened") -> None:
    """One mail to each who has to do it: that something waits, and until when. Its words are read after signing in."""
    person, post = action.owner_person, action.owner_post
    on = timezone.localdate(at)
    people = [person] if person else [row.person for row in holders_of(post.pk, on=on)] if post else []
    for user in User.objects.filter(person__in=people, is_active=True).exclude(pk=by.pk):
        notices.post(
            "governance.action_opened",
            to=user.email,
            context={
                "board": action.body.named_on(on),
                "reference": str(action),
                "due_on": action.due_on,
                "path": f"/governance/actions/{action.reference}/",
            },
            dedupe_key=f"governance.action:{action.pk}:{key}:{user.pk}",
            rule="governance.rules.actions.may_hear_of",
            about=action,
            by=by,
            at=at,
        )


def _note(verb: str, action: Action, *, by: User, at: datetime) -> None:
    """Its reference and nothing else: its words are the office's and its owner's."""
    record(
        f"governance.action.{verb}",
        subject=action,
        by=by,
        at=at,
        thread=action.reference,
        reference=str(action),
    )
