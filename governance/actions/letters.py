"""The response letter: written, printed, signed by the Commissioner, published, sent; and taken back for a reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from governance.actions import letter_files
from governance.actions.inspections import RULE, Refusal, let_out, locked, under_answer
from governance.models import Commitment, Inspection, LetterVersion, Reply, ResponseLetter
from governance.models.approval import How
from governance.printing.responses import Letter, digest, signed
from governance.proofing.inspections import before_publishing
from governance.queries.inspections import Case, case_of
from governance.states.inspections import (
    INSPECTION_MOVES,
    LETTER_MOVES,
    CommitmentState,
    InspectionState,
    LetterState,
    ReplyKind,
)
from pcc_portal.accounts.models import Holding, Person, User
from pcc_portal.audit.log import record
from pcc_portal.documents import stores
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import move
from pcc_portal.writing.html import words as plain

WORDS, FILE = "governance.response", "governance.response_file"


class WordsChanged(Refusal):
    """The letter is not what the signatory has read."""


class SignedAlready(Refusal):
    """The letter is signed: its words stand."""


class NotPrinted(Refusal):
    """What was signed on paper is not what stands here."""


class SignedOutOfOrder(Refusal):
    """A signature lies between the report and today."""


class NotReady(Refusal):
    """Something that the Act asks for is missing."""


class NotPublished(Refusal):
    """There is nothing out that could have been sent or withdrawn."""


@transaction.atomic
def write(
    inspection: Inspection,
    *,
    addressee: str,
    copy_to: str,
    reference: str,
    opening: str,
    closing: str,
    by: User,
    at: datetime,
) -> ResponseLetter:
    """To whom, and the words that are nobody else's. Raises SignedAlready, NotUnderAnswer."""
    row = under_answer(inspection)
    letter = _unsigned(row)
    letter.addressee, letter.copy_to, letter.reference = addressee, copy_to, reference
    letter.opening, letter.closing = opening, closing
    letter.save()
    _note("written", row, by=by, at=at)
    return letter


@transaction.atomic
def draft(inspection: Inspection, *, by: User, at: datetime) -> LetterVersion:
    """The letter as it stands, as a PDF marked DRAFT; gaps stand in it as gaps. Raises SignedAlready, NotUnderAnswer."""
    row = under_answer(inspection)
    letter = _unsigned(row)
    html = Letter(case_of(row)).html
    return letter_files.freeze(letter, html, sha256=digest(html), is_signed=False, by=by, at=at)


@transaction.atomic
def sign(inspection: Inspection, *, read_sha256: str, by: User, at: datetime) -> LetterVersion:
    """The Commissioner signs the words that they have read, and no others. Raises WordsChanged, SignedAlready, NotUnderAnswer."""
    row = under_answer(inspection)
    letter = _unsigned(row)
    composed = Letter(case_of(row))
    if composed.sha256 != read_sha256:
        raise WordsChanged("The letter has changed since you opened the page. Read it again, and sign then.")
    assert by.person is not None, "who signs has a name"
    letter.signed_by, letter.signed_how, letter.kept = by.person, How.PORTAL, ""
    return _signed(row, letter, composed, on=timezone.localdate(at), by=by, at=at)


@transaction.atomic
def sign_on_paper(
    inspection: Inspection, *, person: Person, signed_on: date, kept: str, by: User, at: datetime
) -> LetterVersion:
    """The office records the page that the Commissioner has signed, and where it is kept: it is a draft that was printed
    from the words that stand here. Raises NotPrinted, SignedOutOfOrder, SignedAlready, NotUnderAnswer."""
    row = under_answer(inspection)
    letter = _unsigned(row)
    composed = Letter(case_of(row))
    if not letter.versions.filter(is_signed=False, sha256=composed.sha256).exists():
        raise NotPrinted(
            "No draft PDF says what stands here now, so this is not what was signed. Make one, and have that signed."
        )
    if not row.published_on <= signed_on <= timezone.localdate(at):
        raise SignedOutOfOrder("It was signed between the day of the report and today.")
    letter.signed_by, letter.signed_how, letter.kept = person, How.PAPER, kept
    return _signed(row, letter, composed, on=signed_on, by=by, at=at)


def _signed(
    row: Inspection, letter: ResponseLetter, composed: Letter, *, on: date, by: User, at: datetime
) -> LetterVersion:
    move(letter, LetterState.SIGNED, along=LETTER_MOVES, field="state")
    assert letter.signed_by is not None
    letter.signed_at = at
    letter.save()
    where = "on paper" if letter.signed_how == How.PAPER else "in the portal"
    capacity = capacity_of(letter.signed_by, row, on=on)
    below = signed(str(letter.signed_by), capacity, where=where, on=on, words_sha256=composed.sha256)
    html = composed.html + below
    version = letter_files.freeze(letter, html, sha256=composed.sha256, is_signed=True, by=by, at=at)
    _note("signed", row, by=by, at=at)
    return version


@transaction.atomic
def unsign(inspection: Inspection, *, by: User, at: datetime) -> ResponseLetter:
    """The signature is taken off so that the words can be put right; the signed version stays on file. Raises BadMove."""
    row = under_answer(inspection)
    letter = _letter(row)
    move(letter, LetterState.DRAFT, along=LETTER_MOVES, field="state")
    _take_off(letter)
    letter.save()
    _note("unsigned", row, by=by, at=at)
    return letter


@transaction.atomic
def publish(inspection: Inspection, *, by: User, at: datetime) -> Release:
    """Words, PDF and register at once: the response is out (Police Act 1996 s55(5)). Late is better than never, so lateness stops nothing.

    What it proposes becomes owed from now on. Raises NotReady, BadMove.
    """
    row = under_answer(inspection)
    letter, case = _letter(row), case_of(row)
    if flags := before_publishing(case):
        raise NotReady(" ".join(flag.message for flag in flags))
    version = case.signed
    assert version is not None, "a letter without its signature is not ready"
    if Letter(case).sha256 != version.sha256:
        raise NotReady(
            "Something was changed after the signature. Take it off, and have the letter signed anew."
        )
    move(letter, LetterState.PUBLISHED, along=LETTER_MOVES, field="state")
    letter.published_at = at
    letter.save()
    move(row, InspectionState.ANSWERED, along=INSPECTION_MOVES, field="state")
    row.save(update_fields=["state"])
    _commit(case, at=at)
    made = _let_out(row, version, by=by, at=at)
    let_out(case_of(row), by=by, at=at)
    _note("published", row, by=by, at=at)
    return made


def _let_out(row: Inspection, version: LetterVersion, *, by: User, at: datetime) -> Release:
    facts = {"sha256_of_words": version.sha256, "pages": version.sides}
    kinds = {
        WORDS: Content(
            html=version.html, pages=[{"label": "Response", "blocks": [], "text": plain(version.html)}]
        ),
        FILE: Content(data=stores.get(version.store_key), suffix=".pdf"),
    }
    made = [
        releases.release(
            kind,
            subject=row,
            collection=row.slug,
            title=f"Response: {row}",
            rule=RULE,
            on=timezone.localdate(at),
            facts=facts,
            content=content,
            by=by,
            at=at,
        )
        for kind, content in kinds.items()
    ]
    return made[0]


def _commit(case: Case, *, at: datetime) -> None:
    """Every action that is proposed is owed from now on, and so is what was written into the letter by hand."""
    proposed = Reply.objects.filter(inspection=case.inspection, kind=ReplyKind.PROPOSED)
    Commitment.objects.bulk_create(
        Commitment(inspection=case.inspection, reply=reply, words=reply.words, due_on=reply.due_on)
        for reply in proposed.filter(commitments__isnull=True)
    )
    Commitment.objects.filter(inspection=case.inspection, made_at__isnull=True).update(made_at=at)


@transaction.atomic
def withdraw(inspection: Inspection, *, reason: str, by: User, at: datetime) -> Inspection:
    """Something in it was wrong: the letter is taken back, for a reason that everyone reads, and is answered anew. Raises NotPublished."""
    row = locked(inspection)
    if row.state != InspectionState.ANSWERED:
        raise NotPublished("The response is not published.")
    for out in Release.objects.live().filter(kind__in=[WORDS, FILE], subject_id=str(row.pk)):
        releases.withdraw(out, by=by, at=at, reason=reason)
    letter = _letter(row)
    move(letter, LetterState.DRAFT, along=LETTER_MOVES, field="state")
    _take_off(letter)
    letter.published_at = None
    letter.sent_inspectors_on = letter.sent_secretary_on = None
    letter.withdrawn_on, letter.withdrawn_reason = timezone.localdate(at), reason
    letter.save()
    move(row, InspectionState.ANSWERING, along=INSPECTION_MOVES, field="state")
    row.save(update_fields=["state"])
    owed = Commitment.objects.filter(inspection=row, state=CommitmentState.OWED)
    owed.filter(reply__isnull=False).delete()
    owed.update(made_at=None)
    let_out(case_of(row), by=by, at=at)
    _note("withdrawn", row, by=by, at=at)
    return row


@transaction.atomic
def stamp(
    inspection: Inspection,
    *,
    sent_inspectors_on: date | None,
    sent_secretary_on: date | None,
    by: User,
    at: datetime,
) -> ResponseLetter:
    """When it was sent, to the inspectors and to the Secretary of State (s55(6)); the register says so. Raises NotPublished."""
    row = locked(inspection)
    letter = _letter(row)
    if letter.state != LetterState.PUBLISHED:
        raise NotPublished("Publish the letter first: what is sent is a copy of what is published.")
    letter.sent_inspectors_on, letter.sent_secretary_on = sent_inspectors_on, sent_secretary_on
    letter.save(update_fields=["sent_inspectors_on", "sent_secretary_on"])
    let_out(case_of(row), by=by, at=at)
    _note("sent", row, by=by, at=at)
    return letter


def _take_off(letter: ResponseLetter) -> None:
    letter.signed_by = letter.signed_at = None
    letter.signed_how, letter.kept = How.PORTAL, ""


def capacity_of(person: Person, row: Inspection, *, on: date) -> str:
    """As what they sign: the post that they hold in the office on that day."""
    held = Holding.objects.on(on).filter(person=person, post__organisation=row.office_id)
    found = held.select_related("post", "person").first()
    if found is None:
        return "Commissioner"
    return f"Acting {found.post}" if found.kind == "acting" else str(found.post)


def _letter(row: Inspection) -> ResponseLetter:
    return ResponseLetter.objects.select_for_update(of=("self",)).get(inspection=row)


def _unsigned(row: Inspection) -> ResponseLetter:
    letter = _letter(row)
    if letter.state != LetterState.DRAFT:
        raise SignedAlready("The letter is signed. Take the signature off before you change its words.")
    return letter


def _note(verb: str, row: Inspection, *, by: User, at: datetime) -> None:
    record(f"governance.letter.{verb}", subject=row, by=by, at=at, thread=row.slug, report=str(row))
