"""A draft and an issued meeting of the Panel, one of another panel, and a canary in every field that is private."""

import io
import re
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import SimpleNamespace

import pikepdf
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import encrypt
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from panel.actions import (
    chair,
    clocks,
    enquiries,
    hearings,
    notes,
    precepts,
    programme,
    register,
    restorings,
    speaking,
)
from panel.actions import promises as listed_promises
from panel.actions import substitutes as listed
from panel.models import ProgrammeRow, Review
from panel.queries import reading
from pcc_portal import jobs
from pcc_portal.accounts.actions import accounts, offices, terms
from pcc_portal.accounts.models import Holding, Post, RememberedDevice
from pcc_portal.accounts.roles import Power, Role
from pcc_portal.documents import stores
from pcc_portal.meetings.actions import (
    additions,
    agendas,
    attendance,
    calendar_days,
    calendar_keys,
    calls,
    clearances,
    corrections,
    deferrals,
    entries,
    interests,
    items,
    joining,
    mailing,
    minutes,
    minutes_versions,
    packs,
    papers,
    print_runs,
    promises,
    rebuilds,
    seats,
    seconding,
    subscriptions,
    supplements,
    withdrawals,
    words_in,
)
from pcc_portal.meetings.actions import requests as asking
from pcc_portal.meetings.models import Delivery, Item, Minutes, Seat, Sitting, Subscription
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.printing import minuted as as_minuted
from pcc_portal.meetings.printing import press
from pcc_portal.notices.models import Message
from pcc_portal.pdf import uploads
from pcc_portal.workdays import add_working_days
from pcc_portal.writing import pictures
from pcc_portal.writing.actions import blocks, figures, proofs
from pcc_portal.writing.desk import proof
from tests.access.acting import logged
from tests.access.answer import Answer
from tests.access.asking import put_in_writing
from tests.access.boarding import met
from tests.access.cast import CLERKS, FORCE, MEMBERS, OFFICE, seated
from tests.access.challenging import challenged
from tests.access.dealings import complained_of, in_a_group, put_to_the_chair, raised
from tests.access.deciding import decided
from tests.access.inspecting import inspected
from tests.access.meeting_weekly import met_weekly
from tests.access.owing import owed
from tests.accounts.test_offices import SAID
from tests.factories import meetings, minuted, people, requests, speakers, word
from tests.factories.days import NOW
from tests.factories.packs import seconded
from tests.pdf.samples import pdf_of, saved

CALLED_ON = date(2026, 11, 5)
# Still to come on whatever day the tests are run: who may answer, or substitute, may until the meeting is over.
ISSUED_ON = add_working_days(max(timezone.localdate(), date(2026, 11, 25)), 16)
DRAFT_ON = add_working_days(ISSUED_ON, 32)


@dataclass(frozen=True)
class Canary:
    """A word that stands in one private field, and who may ever read it."""

    field: str
    word: str
    readers: frozenset[str]


@dataclass
class Scene:
    cast: dict
    clients: dict
    draft: object = None
    issued: object = None
    called: object = None
    coming: object = None
    other: object = None
    board: object = None
    board_draft: object = None
    board_people: object = None
    papers: dict = field(default_factory=dict)
    canaries: list = field(default_factory=list)
    tokens: dict = field(default_factory=dict)
    answers: dict = field(default_factory=dict)

    def read(self, who, url):
        """What one of the cast gets there. Every look is undone, so a second one would find the same: it is not taken."""
        if (who, url) not in self.answers:
            with undone():
                self.answers[who, url] = Answer.of(self.clients[who].get(url))
        return self.answers[who, url]

    def canary(self, name, *readers):
        made = Canary(name, secrets.token_hex(12), frozenset().union(*readers))
        self.canaries.append(made)
        return made.word

    @cached_property
    def nothing(self):
        """What each of the cast reads where there is nothing."""
        return {who: blanked(client.get("/no/such/page/")) for who, client in self.clients.items()}


def blanked(response):
    """Headers and body, without what is new each time: tokens against forgery, and nonces."""
    body = response.text.replace(' aria-current="true"', "")
    body = re.sub(r"(csrfmiddlewaretoken\" value=\"|X-CSRFToken\": \"|nonce=\")[^\"]+", r"\1", body)
    headers = {
        k: re.sub(r"nonce-[\w+/=-]+", "", v) for k, v in response.headers.items() if k != "Content-Length"
    }
    return response.status_code, headers, body


@contextmanager
def undone():
    """What is done here is not done: the next look finds everything as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def set_up():
    """Everyone and everything. Made through the portal's own actions, with real packs."""
    panel, other_panel = meetings.body("pcp"), meetings.body("other-panel")
    cast = seated([panel, other_panel])
    scene = Scene(cast, {name: client_of(user) for name, user in cast.items()})
    clerk = cast["clerk"]
    (seat, _vacant) = meetings.seats(panel, "aldercote", independent=1)
    sitting = seats.fill(seat, people.person("Ada", "Thornbury"), from_on=date(2025, 5, 20), by=clerk, at=NOW)
    accounts.add("ada.thornbury@council.example", person=sitting.person, by=None, at=NOW)  # and no access yet
    decides = Post.objects.create(title="Monitoring Officer", organisation=panel.host)
    Holding.objects.create(post=decides, person=meetings.officer_of_the_council(), from_on=date(2020, 1, 1))
    scene.papers["sitting"], scene.papers["vacant"] = seat.sittings.get(), _vacant
    scene.papers["seated"] = sitting.person
    for position, name in enumerate(sorted(MEMBERS), start=8):  # whose role is not of the seat
        place = Seat.objects.create(body=panel, position=position, kind="independent")
        Sitting.objects.create(seat=place, person=cast[name].person, from_on=date(2025, 5, 20))
    scene.papers["grant"] = cast["officer"].grants.get()
    scene.issued = agenda(scene, "issued", clerk, of=panel, held_on=ISSUED_ON, readers=CLERKS | MEMBERS)
    scene.draft = agenda(scene, "draft", clerk, of=panel, held_on=DRAFT_ON, readers=CLERKS)
    unfinished(scene, clerk)
    addresses(scene, clerk)
    scene.called = called(scene, clerk, panel)
    guest = people.person("Brenda", "Hollis")
    scene.papers["guest"] = attendance.add(scene.issued, guest, group="other", by=clerk, at=NOW).person
    scene.coming = coming(scene, clerk, panel)
    programme.publish(panel, by=clerk, at=NOW)
    programmed(scene, clerk, panel)
    clocked(scene, clerk, panel)
    complained_of(scene, clerk, panel)
    put_to_the_chair(scene, clerk)
    raised(scene, clerk, panel)
    in_a_group(scene, clerk, panel)
    logged(scene)
    decided(scene)
    challenged(scene)
    inspected(scene)
    put_in_writing(scene)
    owed(scene)
    met_weekly(scene)
    asked_for(scene, clerk)
    third = asked_before(scene)
    names_by_date(scene)
    scene.papers["exemption"] = scene.papers["issued item"].exemption
    elsewhere(scene, clerk, panel)
    stands_in(scene, sitting, clerk)
    of_interest(scene, sitting.person, clerk)
    let_out(scene.issued, clerk)
    scene.papers["issued missed"] = refused(scene.issued)
    take_back(scene, clerk)
    noted(scene)
    enquired(scene, panel)
    being_minuted(scene, clerk)
    start_a_supplement(scene, clerk)
    theirs = frozenset({"clerk_of_another_panel", "member_of_another_panel"})
    scene.other = other(scene, cast["clerk_of_another_panel"], other_panel, theirs)
    met(scene, let_out)
    build(scene.draft, clerk)
    scene.papers["consent"] = seconding.ask(
        scene.draft, by=third, at=NOW
    )  # any change after it would void it
    scene.papers["run"] = printed(scene.issued, clerk, scene.papers["issued complaint"])
    signed_in_elsewhere(scene, cast["panel_member"])
    lost_second_step(scene, panel, cast["panel_chair"])
    scene.papers["job"] = jobs.queue(
        "meetings.build_packs",
        subject=scene.issued,
        by=clerk,
        at=NOW,
        title="Building the pack",
        power=Power.PREPARE,
        organisation=panel.organisation,
    )
    return scene


def called(scene, clerk, panel):
    """Public notice was given of a meeting whose day is over since; its agenda stayed with the clerk."""
    on = meetings.meeting(clerk, of=panel, held_on=CALLED_ON)
    scene.papers["called line"] = line = meetings.item(on, clerk, title="Budget")
    words = scene.canary("called: words of a draft", CLERKS | OFFICE)
    scene.papers["called paper"] = meetings.written(line, clerk, words=(words,))
    return calls.call(on, by=clerk, at=NOW)


def coming(scene, clerk, panel):
    """Called for a day to come; one speaker is accepted and released, one waits, one was refused and one withdrew."""
    ahead = add_working_days(max(timezone.localdate(), DRAFT_ON), 150)
    on = calls.call(meetings.meeting(clerk, of=panel, held_on=ahead), by=clerk, at=NOW)
    heard = speakers.asked(on, address=scene.canary("speaker: address of one who is heard", CLERKS))
    scene.papers["heard"] = speaking.accept(heard, by=clerk, at=NOW)
    speaking.publish(on, by=clerk, at=NOW)
    for state in ("waiting", "refused", "withdrawn"):
        word = {part: scene.canary(f"speaker, {state}: {part}", CLERKS) for part in speakers.PRIVATE}
        row = speakers.asked(on, **word | {"email": f"{word['email']}@home.example"})
        if state == "refused":
            speaking.refuse(row, ground="outside", reason="It is the council's.", by=clerk, at=NOW)
        elif state == "withdrawn":
            speaking.withdraw(row, by=clerk, at=NOW)
        else:
            scene.papers["speaker"] = row
    return on


def programmed(scene, clerk, panel):
    """A row of the work programme that nobody has let out, for the draft meeting; and a review with a recommendation."""
    detail = scene.canary("work programme: a row not yet published", CLERKS)
    said = {"title": "Estates", "detail": detail, "meeting": scene.draft}
    scene.papers["programme row"] = programme.add(ProgrammeRow, panel, by=clerk, at=NOW, **said)
    review = programme.add(Review, panel, topic="Climate", by=clerk, at=NOW)
    scene.papers["review"] = review
    due_on, words = date(2027, 1, 15), "That it is published."
    scene.papers["recommendation"] = programme.recommend(review, words=words, due_on=due_on, by=clerk, at=NOW)


def clocked(scene, clerk, panel):
    """A precept and a clock that run, and a proposed appointment whose candidate nobody but the clerk knows yet."""
    clocks.ensure()
    said = {"year": 2028, "proposed": 300, "on": date(2028, 2, 1)}
    precepts.notify(panel, by=clerk, at=NOW, **said)
    started = {"kind": "removal", "started_on": date(2026, 11, 2), "about": "Notified"}
    scene.papers["clock"] = clocks.start(panel, by=clerk, at=NOW, **started)
    facts = {
        part: scene.canary(f"hearing: {part}", CLERKS) for part in ("candidate", "criteria", "why", "terms")
    }
    scene.papers["hearing"] = hearings.receive(
        panel, post="deputy", received_on=date(2026, 11, 2), by=clerk, at=NOW, **facts
    )


def elsewhere(scene, clerk, panel):
    """How the issued meeting is joined, an item that went from one draft to another, and a day off found out late."""
    invited = [scene.cast[name] for name in sorted(FORCE)]
    readers = CLERKS | MEMBERS | FORCE
    link, words = scene.canary("joining: link", readers), scene.canary("joining: passcode", readers)
    joining.say_how(
        scene.issued, url=f"https://meet.example/{link}", words=words, invited=invited, by=clerk, at=NOW
    )
    gone = meetings.item(scene.called, clerk, title="Estates")
    note = scene.canary("deferral: note for the clerks", CLERKS)
    deferrals.defer(gone, scene.draft, reason="There was no time.", note=note, by=clerk, at=NOW)
    ahead = add_working_days(max(timezone.localdate(), DRAFT_ON), 200)
    scene.papers["later"] = meetings.meeting(clerk, of=panel, held_on=ahead)
    scene.papers["day off"] = calendar_days.add(
        date(2027, 2, 1), name="Mourning", kind="mourning", source="The Gazette", by=clerk, at=NOW
    )
    scene.papers["alert"] = scene.draft.alerts.get()


def stands_in(scene, sitting, clerk):
    """Of the council's list, at the issued meeting alone; in no column of the matrix, see test_one_meeting."""
    user = people.user("substitute@council.example", person=people.person("Mary", "Judd"))
    of = {"council": sitting.seat.nominated_by, "from_on": date(2025, 5, 20)}
    scene.papers["listed"] = listed.put_on(scene.issued.body, user.person, by=clerk, at=NOW, **of)
    scene.papers["stands in"] = listed.call_in(scene.issued, sitting, user.person, by=clerk, at=NOW)
    scene.cast["substitute"], scene.clients["substitute"] = user, client_of(user)


def of_interest(scene, person, clerk):
    """Declared in an exempt item, and registered as sensitive: what both are about is for clerks."""
    word = scene.canary("an interest in an exempt item: what it is about", CLERKS)
    said = {"item": scene.papers["issued item"], "kind": "pecuniary", "matter": word}
    scene.papers["interest"] = interests.declare(scene.issued, person, by=clerk, at=NOW, **said)
    word = scene.canary("a sensitive interest on the register", CLERKS)
    said = {"category": "land", "words": word, "is_sensitive": True, "from_on": date(2026, 6, 1)}
    said["address"] = scene.canary("a home address on the register", CLERKS)
    scene.papers["registered"] = register.enter(scene.issued.body, person, by=clerk, at=NOW, **said)
    register.publish(scene.issued.body, by=clerk, at=NOW)


def client_of(user):
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def signed_in_elsewhere(scene, member):
    """What a member's account page names: a session, a remembered device, and a second step with its secrets."""
    scene.papers["session"] = SimpleNamespace(pk=member.sessions.get().handle)
    scene.papers["device"] = RememberedDevice.objects.create(
        user=member,
        token_sha256="0" * 64,
        device="Firefox on Windows",
        remembered_at=NOW,
        until=NOW + timedelta(days=30),
    )
    TOTP.activate(member, scene.canary("a member's second step: secret of the app"))
    codes = Authenticator(user=member, type=Authenticator.Type.RECOVERY_CODES)
    codes.data = {"migrated_codes": [encrypt(scene.canary("a member's second step: recovery code"))]}
    codes.save()


def lost_second_step(scene, panel, member):
    """Asked for by a third clerk, so that every clerk of the cast is the second person."""
    asked_by = people.holder(Role.DEPUTY_CLERK, panel.organisation, "Ines", "Vale")
    check = scene.canary("a lost second step: how the identity was checked", CLERKS)
    restoring = restorings.ask(member, how="in_person", words=check, by=asked_by, at=timezone.now())
    scene.papers["lost"], scene.papers["restoring"] = member, restoring


def agenda(scene, when, clerk, *, of, held_on, readers):
    """An open report with a restricted annex and a restricted upload, and an exempt item of the host council."""
    on = meetings.meeting(clerk, of=of, held_on=held_on)
    handlers = CLERKS | OFFICE
    report = meetings.item(on, clerk, title="Report of the Commissioner", kind="papers")
    words = (
        "Open to everyone." if when == "issued" else scene.canary("draft: words of an open paper", handlers)
    )
    scene.papers[f"{when} open"] = meetings.written(report, clerk, words=(words,), title="Progress report")
    if when == "issued":
        to_be_taken_back(scene, report, clerk, readers)
    annex = scene.papers[f"{when} annex"] = restricted_annex(scene, when, report, clerk, readers | OFFICE)
    upload = scene.papers[f"{when} upload"] = restricted_upload(scene, when, report, clerk, readers | OFFICE)
    for paper in (annex, upload):
        why = f"{when}: {'annex' if paper is annex else 'upload'}"
        papers.exempt(
            paper,
            grounds_with(scene, why),
            by=clerk,
            at=NOW,
            private_title=scene.canary(f"{why}, private title", readers),
        )
    if when == "issued":
        scene.papers["issued word"] = from_word(
            scene, when, report, by=clerk, words="Open words.", readers=handlers
        )
    scene.papers[f"{when} complaint"] = complaint(scene, when, on, clerk, readers)
    scene.papers[f"{when} line"] = meetings.item(on, clerk, title="Questions from the public")
    scene.papers[f"{when} figure"] = annex.text.assets.get()
    return on


def to_be_taken_back(scene, report, clerk, readers):
    """Two open papers with a figure each; after the issue one is withdrawn, the other exempt from then on."""
    for name, who in (("withdrawn", CLERKS | OFFICE), ("re-marked", readers | OFFICE)):
        paper = meetings.written(
            report,
            clerk,
            words=(scene.canary(f"{name} after the issue: words", who),),
            title=f"To be {name}",
            role="appendix",
            accepted=False,
        )
        figures.insert(
            paper.text,
            after=paper.text.blocks.order_by("position").last(),
            picture=pictures.checked(picture()),
            name="chart.png",
            caption=scene.canary(f"{name} after the issue: figure caption", who),
            alt=scene.canary(f"{name} after the issue: figure alternative", who),
            by=clerk,
            at=NOW,
        )
        scene.papers[f"issued {name}"] = papers.accept(paper, by=clerk, at=NOW)


def being_minuted(scene, clerk):
    """Draft minutes are their clerks' alone: what was said, what it said before, and the exempt part of both."""
    line, item = scene.papers["issued line"], scene.papers["issued item"]
    for name, under in (("entry", line), ("exempt entry", item)):
        before = scene.canary(f"minutes: {name}, as it was first", CLERKS)
        under.meeting.refresh_from_db()
        made = entries.add(under, kind="statement", html=before, by=clerk, at=NOW)
        words = scene.canary(f"minutes: {name}, words", CLERKS)
        entries.save(made, html=words, base_version=1, by=clerk, at=NOW)
        scene.papers[f"issued {name}"] = made
    sent_round(scene, clerk)
    for name in ("entry", "exempt entry"):
        made = scene.papers[f"issued {name}"]
        made.refresh_from_db()
        later = scene.canary(f"minutes: {name}, changed since they were sent round", CLERKS)
        saved = entries.save(made, html=later, base_version=made.block.version, by=clerk, at=NOW)
        assert saved.is_settled
    scene.papers["issued motion"] = entries.add(line, kind="motion", by=clerk, at=NOW)
    words = scene.canary("minutes from Word: a line", CLERKS)
    scene.papers["minutes file"] = minuted.brought_in(words, body=scene.issued.body, by=clerk)
    promised(scene, clerk, line, item)


def promised(scene, clerk, line, item):
    """The meeting has risen: members read every promise, the office what was promised in public, nobody else anything."""
    readers = {"in public": CLERKS | MEMBERS | OFFICE, "in private": CLERKS | MEMBERS}
    for where, under in (("in public", line), ("in private", item)):
        words = scene.canary(f"promise {where}: words", readers[where])
        made = entries.add(under, kind="promise", html=f"send {words}", by=clerk, at=NOW)
        scene.papers[f"promise {where}"] = made.promise
    dropped = entries.add(line, kind="promise", html="send the figures", by=clerk, at=NOW).promise
    reason = scene.canary("promise that was dropped: reason", CLERKS | MEMBERS)
    promises.drop(dropped, reason=reason, by=clerk, at=NOW)
    scene.papers["dropped promise"] = dropped
    asks = entries.add(line, kind="resolution", html="Asks for the figures", by=clerk, at=NOW)
    scene.papers["resolution"] = asks.resolution
    minutes.begin(line.meeting, by=clerk, at=NOW - timedelta(hours=2))
    minutes.rise(line.meeting, by=clerk, at=NOW)
    listed_promises.publish(line.meeting.body, by=clerk, at=NOW)


def sent_round(scene, clerk):
    """Members and the office read what was sent round, members alone the exempt part and the corrections."""
    for name, readers in (("entry", CLERKS | MEMBERS | OFFICE), ("exempt entry", CLERKS | MEMBERS)):
        made = scene.papers[f"issued {name}"]
        made.block.refresh_from_db()
        words = scene.canary(f"minutes: {name}, as sent round", readers)
        entries.save(made, html=words, base_version=made.block.version, by=clerk, at=NOW)
    minutes = Minutes.objects.get(meeting=scene.issued)
    written = minutes_versions.fresh(scene.issued)
    sheet = minutes_versions.freeze_decisions(minutes, written, by=clerk, at=NOW)
    made = minutes_versions.composed(written)
    version = minutes_versions.freeze(
        minutes, made, kind="circulated", ending=as_minuted.unconfirmed(), by=clerk, at=NOW
    )
    for each in (sheet, version):
        with jobs.claimed(each.job_id, at=NOW) as job:
            minutes_versions.make(each, job=job)
    Minutes.objects.filter(pk=minutes.pk).update(status="circulated")
    version.minutes.refresh_from_db()
    scene.papers["version"] = version
    for name in ("entry", "exempt entry"):
        entry = scene.papers[f"issued {name}"]
        said = {
            field: scene.canary(f"correction of {name}: {field}", CLERKS | MEMBERS)
            for field in ("quoted", "words", "why")
        }
        row = corrections.propose(version, entry, **said, by=scene.cast["former_member"], at=NOW)
        answer = scene.canary(f"correction of {name}: answer", CLERKS | MEMBERS)
        corrections.answer(row, state=CorrectionState.DECLINED, words=answer, by=clerk, at=NOW)
        scene.papers[f"issued {name.replace('entry', 'correction')}"] = row
    chair.note(
        scene.papers["issued line"],
        minutes=10,
        words=scene.canary("the Chair's agenda: note", CLERKS | {"panel_chair"}),
        by=clerk,
        at=NOW,
    )


def take_back(scene, clerk):
    """As the clerk does, and then the worker."""
    why = grounds_with(scene, "re-marked after the issue")
    withdrawals.withdraw(scene.papers["issued withdrawn"], reason="Wrong figures.", by=clerk, at=NOW)
    job = withdrawals.re_mark(
        scene.papers["issued re-marked"],
        why,
        reason="It names a person.",
        private_title=scene.canary("re-marked after the issue: private title", CLERKS | MEMBERS),
        by=clerk,
        at=NOW,
    )
    with jobs.claimed(job.pk, at=NOW) as held:
        rebuilds.rebuild(scene.issued, job=held, at=NOW)
    assert jobs.Job.objects.get(pk=job.pk).state == "done"


def noted(scene):
    """Beside an exempt paper and an open one: read by who wrote it, and by no clerk, Chair or administrator."""
    for who, name in (("panel_member", "issued complaint"), ("member_of_another_panel", "issued open")):
        user, paper = scene.cast[who], scene.papers[name]
        sheet = reading.of_paper(reading.sheets(scene.issued.ref, user), paper.pk)
        words = scene.canary(f"{name}: a reader's note", frozenset({who}))
        scene.tokens["block"], scene.tokens["page"] = sheet.passages[-1].key, sheet.passages[-1].page
        said = {"block": scene.tokens["block"], "words": words}
        scene.papers["note"] = notes.write(paper.pk, sheet.searched, by=user, at=NOW, **said)


def enquired(scene, panel):
    """One line that is private, one that the Chair alone reads, and two that were asked in writing of the Commissioner's office."""
    mine, third = (
        scene.cast["panel_member"],
        people.holder(Role.PANEL_MEMBER, panel.organisation, "Zoe", "Hart"),
    )
    asked = MEMBERS | CLERKS | OFFICE
    lines = (
        ("private", mine, frozenset({"panel_member"})),
        ("shared", third, frozenset({"panel_chair"})),
        ("a question", third, asked),
        ("a member's question", mine, asked),
    )
    for name, owner, readers in lines:
        words = scene.canary(f"line of enquiry: {name}", readers)
        said = {"page": scene.tokens["page"], "words": words}
        line = enquiries.prepare(scene.issued, scene.papers["issued open"].pk, by=owner, at=NOW, **said)
        if name != "private":
            line = enquiries.share(line, by=owner, at=NOW)
        if readers == asked:
            line = enquiries.ask_in_writing(line, due_on=DRAFT_ON, by=owner, at=NOW)
        scene.papers[name] = line


def start_a_supplement(scene, clerk):
    """In draft: its reason and its paper are public on the day it is issued, and not before."""
    why = scene.canary("supplement in draft: why", CLERKS)
    supplement = supplements.start(scene.issued, why=why, by=clerk, at=NOW)
    late = scene.papers["late"] = meetings.written(
        scene.papers["issued line"],
        clerk,
        words=(scene.canary("supplement in draft: words", CLERKS | OFFICE),),
        title="Late news",
        supplement=supplement,
    )
    job = additions.ask_to_build(supplement, by=clerk, at=NOW)
    with jobs.claimed(job.pk, at=NOW) as held:
        additions.build(supplement, job=held, at=NOW)
    return late


def grounds_with(scene, why):
    return meetings.grounds(
        1,
        reasons_for=scene.canary(f"{why}, reasons for", CLERKS),
        reasons_against=scene.canary(f"{why}, reasons against", CLERKS),
    )


def restricted_annex(scene, when, on, clerk, readers):
    """Written by the Commissioner's office: heading, paragraph, table cell, figure."""

    def word(part):
        return scene.canary(f"{when}: annex, {part}", readers)

    annex = meetings.written(
        on,
        clerk,
        words=(word("paragraph"),),
        title="Organised crime annex",
        role="appendix",
        author=word("author"),
        accepted=False,
    )
    blocks.append(annex.text, kind="heading", level=1, html=word("heading"), by=clerk, at=NOW)
    table = (
        f"<table><thead><tr><th>Gang</th></tr></thead><tbody><tr><td>{word('cell')}</td></tr></tbody></table>"
    )
    blocks.append(annex.text, kind="table", html=table, caption=word("table caption"), by=clerk, at=NOW)
    figures.insert(
        annex.text,
        after=annex.text.blocks.order_by("position").last(),
        picture=pictures.checked(picture()),
        name=scene.canary(f"{when}: annex, picture's own name") + ".png",
        caption=word("figure caption"),
        alt=word("figure alternative"),
        by=clerk,
        at=NOW,
    )
    return papers.accept(annex, by=clerk, at=NOW)


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return out.getvalue()


def restricted_upload(scene, when, on, clerk, readers):
    """An office's own PDF: words, and what rode along in it and under its name."""

    def word(part, who=CLERKS | OFFICE):
        return scene.canary(f"{when}: upload, {part}", who)

    pdf = pdf_of(word("words", readers), "Second side")
    pdf.docinfo[pikepdf.Name.Author] = pikepdf.String(word("author in its properties"))
    attached = word("attachment's name")
    pdf.attachments[attached] = pikepdf.AttachedFileSpec(pdf, word("attachment").encode(), filename=attached)
    paper = meetings.paper(on, clerk, title="Analysis of the force", role="appendix")
    data = saved(pdf)
    papers.attach(
        paper,
        filename=f"{word('file name')}.pdf",
        original=data,
        found=uploads.inspect(data, max_bytes=10_000_000, max_pages=200),
        is_scanned=True,
        by=clerk,
        at=NOW,
    )
    return papers.accept(paper, by=clerk, at=NOW)


def from_word(scene, when, on, *, by, words, readers):
    """Brought in from a Word file that carries more than its words: none of that is anybody's to read."""

    def nobody(part):
        return scene.canary(f"{when}: Word file, {part}")

    data = word.document(
        word.para(words, f"<w:del><w:r><w:delText>{nobody('struck-out words')}</w:delText></w:r></w:del>"),
        word.para("Shown. ", word.run(nobody("hidden words"), "<w:vanish/>")),
        parts={
            "word/comments.xml": f'<w:comments {word.SPACES}><w:comment w:author="{nobody("author of a comment")}">{word.para(nobody("comment"))}</w:comment></w:comments>',
            "word/header1.xml": f"<w:hdr {word.SPACES}>{word.para(nobody('header'))}</w:hdr>",
            "docProps/core.xml": f"<x>{nobody('author in its properties')}</x>",
            f"customXml/{nobody('name of a part')}.xml": f"<x>{nobody('data that rides along')}</x>",
        },
        relations=[("rIdH", "header", "header1.xml", "")],
    )
    paper = meetings.paper(on, by, title=f"From Word, {when}", role="appendix")
    words_in.bring(
        paper,
        press.read_word(data),
        filename=f"{scene.canary(f'{when}: Word file, its name', readers)}.docx",
        sha256=stores.sha256(data),
        size=len(data),
        is_scanned=True,
        by=by,
        at=NOW,
    )
    return papers.accept(paper, by=by, at=NOW) if when == "issued" else paper


def complaint(scene, when, on, clerk, readers):
    """An exempt item whose paper the host council supplies: the Commissioner's office never reads it."""
    item = meetings.item(on, clerk, title="Complaints about the Commissioner", kind="papers")
    paper = meetings.written(
        item,
        clerk,
        words=(scene.canary(f"{when}: complaint, words", readers),),
        title="Complaints received",
        author=scene.canary(f"{when}: complaint, author", readers),
        of_organisation=on.body.host,
    )
    title = scene.canary(f"{when}: complaint, private title", readers)
    items.exempt(item, grounds_with(scene, f"{when}: complaint"), by=clerk, at=NOW, private_title=title)
    scene.papers[f"{when} item"] = Item.objects.get(pk=item.pk)
    return paper


def unfinished(scene, clerk):
    """What only a draft has: papers still in their authors' hands, and why one was given back."""
    item = meetings.item(scene.draft, clerk, title="Performance")
    own = scene.papers["office's"] = meetings.written(
        item, clerk, words=(scene.canary("draft: own paper", OFFICE),), accepted=False
    )
    own = papers.submit(own, by=scene.cast["officer"], at=NOW)
    reason = scene.canary("draft: own paper, why it was given back", CLERKS | OFFICE)
    papers.give_back(own, reason=reason, by=clerk, at=NOW)
    words = scene.canary("draft: words from Word", OFFICE)
    mine = scene.papers["draft word"] = from_word(
        scene, "draft", item, by=scene.cast["officer"], words=words, readers=OFFICE
    )
    papers.take_up(mine, by=scene.cast["officer"], at=NOW)
    scene.papers["force's"] = meetings.written(
        item,
        clerk,
        words=(scene.canary("draft: paper of the force", CLERKS | FORCE),),
        title="Response of the force",
        of_organisation=people.organisation("force"),
        accepted=False,
    )


def asked_for(scene, clerk):
    """One paper asked of a person whose office is not theirs, one of somebody outside, and one that waits to be cleared."""
    item = meetings.item(scene.draft, clerk, title="Commissioned reports")
    host, long_ago = scene.draft.body.host, date(2026, 1, 5)
    author = frozenset({"member_of_another_panel"})
    mine = scene.papers["asked"] = meetings.written(
        item,
        clerk,
        words=(scene.canary("draft: paper asked of one person", CLERKS | author),),
        title="Joint report",
        of_organisation=host,
        accepted=False,
    )
    read_through(scene, mine.text, clerk, readers=CLERKS | author)
    brief = scene.canary("draft: brief", CLERKS | author)
    scene.papers["request"] = requests.asked(
        item,
        scene.cast["member_of_another_panel"],
        clerk,
        paper=mine,
        due_on=long_ago,
        brief=brief,
        organisation=host,
    )
    asked_outside(scene, item, clerk)
    to_clear(scene, item, clerk)


def read_through(scene, text, clerk, *, readers):
    """The proof-reader found something, and its writer says why it is right."""
    blocks.append(text, kind="paragraph", html="Theft form the person fell.", by=clerk, at=NOW)
    found = proof.read([proof.of_text(text)])[0]
    reason = scene.canary("draft: why a finding of the proof-reader is right", readers)
    proofs.say_right(text, found.finding.check, found.key, reason=reason, by=clerk, at=NOW)


def asked_outside(scene, item, clerk):
    """Nobody who signs in may know of the paper but the clerk; who was asked for it comes by a link."""
    outside = requests.guest(clerk, f"{scene.canary('draft: address of an author', CLERKS)}@harbour.example")
    asked = scene.papers["outside"] = requests.asked(
        item,
        outside,
        clerk,
        title="Report of the Harbour Trust",
        due_on=date(2026, 1, 5),
        brief=scene.canary("draft: brief for somebody outside", CLERKS),
        organisation=scene.draft.body.host,
    )
    again = requests.asked(item, outside, clerk, title="Not after all", organisation=scene.draft.body.host)
    why = scene.canary("draft: why a request was withdrawn", CLERKS)
    asking.withdraw(again, reason=why, by=clerk, at=NOW)
    return asked


def to_clear(scene, item, clerk):
    """Asked of the portal's administrator, who reads no other paper: any account can be asked for its word."""
    readers = CLERKS | {"administrator"}
    paper = scene.papers["to clear"] = meetings.written(
        item,
        clerk,
        words=(scene.canary("draft: paper to be cleared", readers),),
        title="Contract",
        of_organisation=scene.draft.body.host,
        accepted=False,
    )
    asked = requests.asked(
        item, clerk, clerk, paper=paper, due_on=date(2026, 1, 5), organisation=scene.draft.body.host
    )
    papers.submit(paper, by=clerk, at=NOW)
    words = scene.canary("draft: what is wrong with a paper", readers)
    finance = clearances.ask(
        asked, kind="finance", asked_of=scene.cast["administrator"], is_required=False, by=clerk, at=NOW
    )
    scene.papers["clearance"] = clearances.answer(finance, is_cleared=False, words=words, by=clerk, at=NOW)


def other(scene, clerk, panel, readers):
    on = meetings.meeting(clerk, of=panel, held_on=ISSUED_ON)
    meetings.written(meetings.item(on, clerk, title="Budget", kind="papers"), clerk, title="Budget report")
    item = meetings.item(on, clerk, title="Staffing", kind="papers")
    words = scene.canary("other panel: exempt words", readers)
    scene.papers["other paper"] = meetings.written(item, clerk, words=(words,), of_organisation=panel.host)
    title = scene.canary("other panel: private title", readers)
    items.exempt(item, meetings.grounds(4), by=clerk, at=NOW, private_title=title)
    scene.papers["other item"] = scene.papers["other line"] = item
    return let_out(on, clerk)


def addresses(scene, clerk):
    """Subscribers of the public and of a meeting's list: the clerk alone sees who they are."""
    for state, moment in (("confirmed", NOW), ("asked", None)):
        readers = CLERKS if moment else frozenset()
        email = f"{scene.canary(f'address: {state} subscriber', readers)}@home.example"
        row = Subscription.objects.create(
            body=scene.issued.body,
            email=email,
            asked_at=timezone.now(),
            confirmed_at=moment,
            token_hash="" if moment else "0",
        )
        if moment is None:
            subscriptions.ask(row.body, email=email, at=timezone.now())
            asked = Message.objects.get(about_kind="meetings.subscription")
            scene.tokens["confirm"] = re.search(r"/subscribe/([^/\s]+)/", asked.body_text)[1]
            Message.objects.update(body_text="")  # as it is blanked once it is sent
        else:
            scene.tokens["leave"] = subscriptions.unsubscribe_url(row.pk).split("/")[-2]
    scene.tokens["calendar"] = calendar_keys.make(scene.cast["panel_member"], at=NOW)
    scene.tokens["bounce"] = "no-secret-is-set"
    for part in ("email", "name", "house"):
        word = scene.canary(f"address: {part} of an addition", CLERKS)
        also = {"email": f"{secrets.token_hex(9)}@press.example", "name": "N"}
        also |= {part: f"{word}@press.example" if part == "email" else word}
        mailing.add(scene.issued, **also, by=clerk, at=NOW)


def refused(meeting):
    """One mail of the announcement that the mail server did not take."""
    delivery = Delivery.objects.filter(announcement__meeting=meeting, audience="officer").first()
    Message.objects.filter(pk=delivery.message_id).update(
        state="refused", error="The mail server refused it."
    )
    return delivery


def asked_before(scene):
    """About the issued agenda a second person first said what was wrong; the third, who asked, is given back."""
    third = people.holder(Role.PANEL_CLERK, scene.draft.body.organisation, "Ida", "Frost")
    consent = seconding.ask(scene.issued, by=third, at=NOW)
    reasons = scene.canary("consent: what is wrong", CLERKS)
    scene.papers["refused consent"] = seconding.refuse(
        consent, reasons=reasons, by=scene.cast["deputy_clerk"], at=NOW
    )
    return third


def names_by_date(scene):
    """An office with a logo, a term of office and something delegated in it."""
    by = scene.cast["administrator"]
    logo = offices.Logo(
        stores.put(picture(), store=stores.PUBLIC, folder="logos"), secrets.token_hex(32), "image/png"
    )
    scene.papers["speaks"] = offices.follow(from_on=date(2024, 5, 9), logo=logo, by=by, at=NOW, **SAID)
    scene.papers["body"] = scene.issued.body
    post = Post.objects.create(
        title="Commissioner", organisation=people.organisation("office"), kind="commissioner"
    )
    term = terms.begin(post, people.person("Anna", "Marsh"), from_on=date(2024, 5, 9), by=by, at=NOW)
    scene.papers["term"] = term
    scene.papers["delegation"] = terms.delegate(
        term, what="Signs grants", to_post=post, from_on=date(2024, 5, 9), by=by, at=NOW
    )


def let_out(meeting, clerk):
    """Issued by a real job, after a second person has agreed."""
    seconded(meeting, clerk)
    job = agendas.ask_to_issue(meeting, by=clerk, at=NOW)
    with jobs.claimed(job.pk, at=NOW) as held:
        agendas.issue(meeting, job=held, at=NOW)
    meeting.refresh_from_db()
    assert meeting.is_issued, jobs.Job.objects.get(pk=job.pk).error
    return meeting


def build(meeting, clerk):
    job = packs.ask_to_build(meeting, by=clerk, at=NOW)
    with jobs.claimed(job.pk, at=NOW) as held:
        packs.build(meeting, job=held, at=NOW)


def printed(meeting, clerk, paper):
    """A numbered copy of an exempt paper, from the print desk."""
    named = {"holders": [clerk.person], "is_large": True}
    run = print_runs.ask(meeting, papers=[str(paper.pk)], by=clerk, at=NOW, **named)
    with jobs.claimed(run.job_id, at=NOW) as held:
        print_runs.make(run, job=held, at=NOW)
    return run
