"""Two pairs of eyes: what is exempt, restricted or personal goes out by two people of one side, bound to what they saw."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import RoleGrant
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.models import Event
from pcc_portal.documents import chain
from pcc_portal.documents.actions import consents
from pcc_portal.documents.actions.consents import NobodyToAsk, NotYours
from pcc_portal.documents.models import Consent, Release, Withheld
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import agendas, items, papers, publications, seconding
from pcc_portal.meetings.models import BodyNote, Meeting
from pcc_portal.meetings.proofing import flagged_of
from pcc_portal.meetings.queries import agenda_of, inputs_of, substance_of
from pcc_portal.meetings.states import AgendaStatus, ItemKind
from pcc_portal.notices.models import Message
from pcc_portal.writing.models import Block
from tests.factories import meetings, people
from tests.factories.days import NOW, TODAY, moment
from tests.factories.packs import built, issued, pack_of

LATE = moment(2026, 12, 14)  # two clear days before the meeting


def exempt_verbal(meeting, clerk):
    items.exempt(meetings.item(meeting, clerk, kind=ItemKind.VERBAL), meetings.grounds(1), by=clerk, at=NOW)


def exempt_with_paper(meeting, clerk):
    item = meetings.item(meeting, clerk, kind=ItemKind.PAPERS, title="Complaints")
    meetings.written(item, clerk, title="About Mr Thistlewood")
    items.exempt(item, meetings.grounds(1), by=clerk, at=NOW)


def restricted_appendix(meeting, clerk):
    item = meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
    meetings.written(item, clerk)
    annex = meetings.written(item, clerk, role="appendix")
    papers.exempt(annex, meetings.grounds(7), by=clerk, at=NOW)


def restricted_marking(meeting, clerk):
    item = meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
    meetings.written(item, clerk, marking="official_sensitive")


def personal_data(meeting, clerk):
    item = meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
    meetings.written(item, clerk, holds_personal_data=True)


FLAGGED = [exempt_verbal, exempt_with_paper, restricted_appendix, restricted_marking, personal_data]


def ask(meeting, who):
    return seconding.ask(meeting, by=who, at=NOW)


# Ways in which one person alone might try; each is given the clerk and the deputy.


def never_asked(meeting, clerk, deputy):
    pass


def asked_and_not_answered(meeting, clerk, deputy):
    ask(meeting, clerk)


def answered_by_the_one_who_asked(meeting, clerk, deputy):
    with pytest.raises(NotYours):
        seconding.agree(ask(meeting, clerk), by=clerk, at=NOW)


def issued_by_the_one_who_agreed(meeting, clerk, deputy):
    seconding.agree(ask(meeting, deputy), by=clerk, at=NOW)


def not_agreed(meeting, clerk, deputy):
    seconding.refuse(ask(meeting, clerk), reasons="The wrong annex.", by=deputy, at=NOW)


def changed_after_asking(meeting, clerk, deputy):
    consent = ask(meeting, clerk)
    meetings.item(meeting, clerk, title="One more thing")
    with pytest.raises(BadMove):
        consents.agree(consent, by=deputy, at=NOW)
    assert Consent.objects.get().ended_because == "The agenda was changed."


def changed_after_agreement(meeting, clerk, deputy):
    seconding.agree(ask(meeting, clerk), by=deputy, at=NOW)
    papers.touch(meeting, at=NOW)


def changed_behind_the_agenda(meeting, clerk, deputy):
    """A front sheet or a text that was changed by a way that took no hold of the agenda."""
    seconding.agree(ask(meeting, clerk), by=deputy, at=NOW)
    BodyNote.objects.create(body=meeting.body, position=9, title="Filming", html="<p>New</p>")
    Block.objects.filter(text__in=meeting.items.values("papers__text")).update(version=77)


def agreed_by_another_side(meeting, clerk, deputy):
    stranger = people.holder(Role.PANEL_CLERK, people.organisation("elsewhere"), "Una", "Tranter")
    with pytest.raises(NotYours):
        seconding.agree(ask(meeting, clerk), by=stranger, at=NOW)


def agreed_by_one_whose_right_ended(meeting, clerk, deputy):
    for grant in deputy.grants.all():
        grants.end(grant, last_on=TODAY.replace(day=1), by=None, at=NOW)
    people.holder(Role.DEPUTY_CLERK, meeting.body.side, "Nell", "Ashby")
    with pytest.raises(NotYours):
        seconding.agree(ask(meeting, clerk), by=deputy, at=NOW)


WAYS = [
    never_asked,
    asked_and_not_answered,
    answered_by_the_one_who_asked,
    issued_by_the_one_who_agreed,
    not_agreed,
    changed_after_asking,
    changed_after_agreement,
    changed_behind_the_agenda,
    agreed_by_another_side,
    agreed_by_one_whose_right_ended,
]


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("flagged", FLAGGED, ids=lambda f: f.__name__)
def test_nothing_flagged_goes_out_by_one_person_alone(meeting, clerk, deputy_clerk, flagged, way):
    flagged(meeting, clerk)
    way(meeting, clerk, deputy_clerk)
    with pytest.raises(agendas.NeedsSecond), transaction.atomic():
        agendas.ask_to_issue(meeting, by=clerk, at=NOW)
    # Past the lock by force, it is refused at the door once more.
    Meeting.objects.filter(pk=meeting.pk).update(
        status=AgendaStatus.BEING_ISSUED, asked_by=clerk, seconded_by=deputy_clerk
    )
    made = built(meeting)
    with pytest.raises(agendas.NeedsSecond), transaction.atomic():
        publications.let_out(meeting, made, pack_of(made, meeting), by=clerk, at=NOW)
    assert (Release.objects.count(), Withheld.objects.count(), Job.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("flagged", FLAGGED, ids=lambda f: f.__name__)
def test_agreed_it_goes_out_by_two(meeting, clerk, deputy_clerk, flagged):
    flagged(meeting, clerk)
    issued(meeting, clerk)
    kept = Meeting.objects.get(pk=meeting.pk)
    assert kept.is_issued
    second = kept.seconded_by_id
    assert second not in {None, clerk.pk}
    # Time and place are one clerk's to publish.
    papers_of_it = Release.objects.exclude(kind="meetings.notice")
    assert set(papers_of_it.values_list("released_by", "seconded_by")) == {(clerk.pk, second)}
    assert set(Withheld.objects.values_list("seconded_by", flat=True)) == {second}
    assert Consent.objects.get().state == "carried_out"
    assert list(chain.broken()) == []


def test_what_holds_nothing_flagged_is_one_press_as_before(meeting, clerk):
    meetings.written(meetings.item(meeting, clerk, kind=ItemKind.PAPERS), clerk, marking="official")
    assert agendas.ask_to_issue(meeting, by=clerk, at=NOW).is_live
    issued_by = Meeting.objects.get(pk=meeting.pk)
    assert (issued_by.seconded_by, Consent.objects.count()) == (None, 0)


def test_a_paper_that_is_not_in_needs_no_second_for_its_marking(meeting, clerk):
    """Its pages do not go out; an exempt one is named on the agenda all the same."""
    item = meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
    paper = meetings.written(item, clerk, marking="official_sensitive", holds_personal_data=True)
    papers.await_(paper, state="separate", by=clerk, at=NOW)
    assert flagged_of(agenda_of(meeting)) == []
    papers.exempt(paper, meetings.grounds(1), by=clerk, at=NOW)
    (one,) = flagged_of(agenda_of(meeting))
    assert one.words == f"Item 1, {paper.public_title}: to members only, exempt, paragraph 1."


def test_of_an_exempt_item_the_words_name_nothing_but_the_item(meeting, clerk):
    exempt_with_paper(meeting, clerk)
    (one,) = flagged_of(agenda_of(meeting))
    assert one.words == "Item 2, Complaints: to members only, exempt, paragraph 1."


# Asking and answering


@pytest.fixture
def flagged(meeting, clerk):
    exempt_with_paper(meeting, clerk)
    return meeting


def test_the_second_persons_press_issues_in_the_name_of_the_first(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    agreed = agendas.agree(consent, by=deputy_clerk, at=NOW)
    kept, job = Meeting.objects.get(pk=flagged.pk), Job.objects.get(task="meetings.issue_packs")
    assert (agreed.is_agreed, kept.is_being_issued, kept.asked_by, kept.seconded_by) == (
        True,
        True,
        clerk,
        deputy_clerk,
    )
    assert job.by == clerk


def test_asked_twice_about_the_same_it_is_one_question(flagged, clerk, deputy_clerk):
    first = agendas.ask_second(flagged, by=clerk, at=NOW)
    assert agendas.ask_second(flagged, by=clerk, at=NOW).pk == first.pk
    assert Message.objects.filter(kind="meetings.second_asked").count() == 1


def test_asked_anew_the_first_question_is_void(flagged, clerk, deputy_clerk):
    first = agendas.ask_second(flagged, by=clerk, at=NOW)
    meetings.item(flagged, clerk)
    second = agendas.ask_second(flagged, by=clerk, at=NOW)
    first.refresh_from_db()
    assert (first.state, first.ended_because, second.is_asked) == ("void", "The agenda was changed.", True)


def test_a_change_that_took_no_hold_voids_it_when_it_is_answered(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    BodyNote.objects.create(body=flagged.body, position=9, title="Filming", html="<p>New</p>")
    said = agendas.agree(consent, by=deputy_clerk, at=NOW)
    assert (said.state, said.ended_because) == ("void", "Something was changed since it was asked.")
    assert Meeting.objects.get(pk=flagged.pk).is_draft


def test_only_what_could_be_issued_is_worth_asking_about(flagged, clerk, deputy_clerk):
    meetings.item(flagged, clerk, kind=ItemKind.PAPERS)
    with pytest.raises(agendas.NotReady):
        agendas.ask_second(flagged, by=clerk, at=NOW)
    assert Consent.objects.count() == 0


def test_agreed_too_late_it_stands_and_the_clerk_gives_the_reason(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    said = agendas.agree(consent, by=deputy_clerk, at=LATE)
    assert (said.is_agreed, Meeting.objects.get(pk=flagged.pk).is_draft) == (True, True)
    agendas.ask_to_issue(flagged, by=clerk, at=LATE, reason="The annex came on Friday.")
    assert Meeting.objects.get(pk=flagged.pk).seconded_by == deputy_clerk


def test_the_reason_for_short_notice_goes_with_the_question(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=LATE, reason=" The annex came on Friday. ")
    agendas.agree(consent, by=deputy_clerk, at=LATE)
    assert Meeting.objects.get(pk=flagged.pk).short_notice_reason == "The annex came on Friday."


def test_where_the_one_who_asked_has_left_another_clerk_issues(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    for grant in clerk.grants.all():
        grants.end(grant, last_on=TODAY.replace(day=1), by=None, at=NOW)
    assert agendas.agree(consent, by=deputy_clerk, at=NOW).is_agreed
    assert Meeting.objects.get(pk=flagged.pk).is_draft
    third = people.holder(Role.PANEL_CLERK, flagged.body.organisation, "Ida", "Frost")
    agendas.ask_to_issue(flagged, by=third, at=NOW)
    kept = Meeting.objects.get(pk=flagged.pk)
    assert (kept.asked_by, kept.seconded_by) == (third, deputy_clerk)


def test_a_failed_issue_keeps_the_agreement(flagged, clerk, deputy_clerk):
    agendas.agree(agendas.ask_second(flagged, by=clerk, at=NOW), by=deputy_clerk, at=NOW)
    agendas.back_to_draft(flagged, by=clerk, at=NOW, reason="stopped by the clerk")
    assert agendas.ask_to_issue(flagged, by=clerk, at=NOW).is_live


def test_alone_today_the_way_out_is_printed(flagged, clerk):
    before = Event.objects.count()
    with pytest.raises(NobodyToAsk, match="monitoring officer can have the administrator name a stand-in"):
        agendas.ask_second(flagged, by=clerk, at=NOW)
    assert Event.objects.count() == before


def test_a_stand_in_for_a_day_may_agree_on_that_day_alone(flagged, clerk, panel, administrator):
    stand_in = people.user("stand.in@county.example", person=people.person("Ola", "Berg"))
    grants.give(
        stand_in,
        role=Role.DEPUTY_CLERK,
        organisation=panel,
        from_on=TODAY,
        last_on=TODAY,
        by=administrator,
        at=NOW,
    )
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    with pytest.raises(NotYours):
        agendas.agree(consent, by=stand_in, at=moment(2026, 11, 3))
    assert agendas.agree(consent, by=stand_in, at=NOW).is_agreed


def test_taken_back_nothing_goes_out_on_it(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    agendas.take_back(consent, by=clerk, at=NOW)
    with pytest.raises(BadMove):
        agendas.agree(consent, by=deputy_clerk, at=NOW)


def test_the_boards_second_person_is_the_chief_executive(clerk, office):
    """Another body, another side: law.md finding 2."""
    board = meetings.body("gpb")
    assert board.side == office
    for role, may in {
        Role.CHIEF_EXECUTIVE: True,
        Role.OFFICER: False,
        Role.COMMISSIONER: False,
        Role.PANEL_CLERK: False,
    }.items():
        where = office if role != Role.PANEL_CLERK else people.organisation("panel")
        who = people.holder(role, where, role.value, "Holder")
        consent = Consent(organisation=board.side, asked_by=clerk)
        assert rules.may_second(who, consent) is may, role


# Mails


def test_mails_carry_no_exempt_word(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    agendas.refuse(consent, reasons="Thistlewood is named on page 3.", by=deputy_clerk, at=NOW)
    answered, asked = Message.objects.order_by("kind").values_list("to", "subject", "body_text")
    assert (asked[0], answered[0]) == (deputy_clerk.email, clerk.email)
    said = f"{asked} {answered}"
    assert [word for word in ("Thistlewood", "page 3", "Complaints") if word in said] == []
    assert str(consent.pk) in said


def test_a_mail_that_asks_is_held_once_it_was_answered(flagged, clerk, deputy_clerk):
    consent = agendas.ask_second(flagged, by=clerk, at=NOW)
    mail = Message.objects.get(kind="meetings.second_asked")
    assert rules.is_still_asked(mail)
    agendas.agree(consent, by=deputy_clerk, at=NOW)
    assert not rules.is_still_asked(mail)


def test_substance_leaves_the_reason_for_short_notice_out(flagged):
    before = substance_of(flagged), inputs_of(flagged)
    flagged.short_notice_reason = "Late."
    assert substance_of(flagged) == before[0]
    assert inputs_of(flagged) != before[1]


# Constraints


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"answered_by": "clerk", "answered_at": NOW, "state": "agreed"}, "consent_of_another_person"),
        ({"answered_by": "deputy", "state": "agreed"}, "consent_answered_by_someone_at_a_time"),
        ({"state": "agreed"}, "consent_given_by_someone"),
        ({"answered_by": "deputy", "answered_at": NOW}, "consent_given_by_someone"),
        ({"answered_by": "deputy", "answered_at": NOW, "state": "refused"}, "consent_refused_for_a_reason"),
        ({"reasons": "x"}, "consent_refused_for_a_reason"),
        ({"state": "void"}, "consent_ended_at_a_time"),
        ({"ended_at": NOW}, "consent_ended_at_a_time"),
    ],
)
def test_consent_constraints(flagged, clerk, deputy_clerk, changed, name):
    consent = ask(flagged, clerk)
    who = {"clerk": clerk, "deputy": deputy_clerk}
    change = {
        field: who.get(value, value) if field == "answered_by" else value for field, value in changed.items()
    }
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**change)
    assert refusal.value.__cause__.diag.constraint_name == name


def test_one_live_consent(flagged, clerk, deputy_clerk):
    values = Consent.objects.filter(pk=ask(flagged, clerk).pk).values().get()
    with pytest.raises(IntegrityError, match="one_live_consent"), transaction.atomic():
        Consent.objects.create(**(values | {"id": uuid.uuid4()}))


def test_an_exempt_paper_without_a_second_is_refused_by_the_database(flagged, clerk):
    issued(flagged, clerk)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Withheld.objects.filter(kind="meetings.paper").update(seconded_by=None)
    assert refusal.value.__cause__.diag.constraint_name == "withheld_paper_has_a_second"
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Withheld.objects.filter(kind="meetings.paper").update(seconded_by=clerk)
    assert refusal.value.__cause__.diag.constraint_name == "withheld_seconded_by_another"


def test_a_meeting_is_seconded_by_another(flagged, clerk):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Meeting.objects.filter(pk=flagged.pk).update(asked_by=clerk, seconded_by=clerk)
    assert refusal.value.__cause__.diag.constraint_name == "meeting_seconded_by_another"


# Pages


@pytest.fixture
def soon(clerk):
    """Far enough from the real day to be issued on it."""
    made = meetings.meeting(clerk, held_on=timezone.localdate() + timedelta(days=60))
    exempt_with_paper(made, clerk)
    return made


def press(client, meeting, **more):
    return client.post(reverse("meetings:meeting-issue", args=[meeting.ref]), {"reason": ""} | more)


def test_pressing_issue_asks_first_and_the_desk_says_whom(client, soon, clerk, deputy_clerk):
    client.force_login(clerk)
    assert (
        "Ask for agreement and issue" in client.get(reverse("meetings:meeting-issue", args=[soon.ref])).text
    )
    assert press(client, soon).status_code == 303
    desk = client.get(reverse("meetings:meeting", args=[soon.ref])).text
    assert "Maud Ellery can agree, and sees it on My page" in desk
    consent = Consent.objects.get()
    assert Job.objects.filter(task="meetings.build_packs").count() == 1  # what she is to look at
    own = client.get(reverse("meetings:consent", args=[soon.ref, consent.pk])).text
    assert "Agree and issue" not in own
    assert client.post(reverse("meetings:consent", args=[soon.ref, consent.pk])).status_code == 403


def test_the_second_person_sees_both_sides_and_agrees(client, soon, clerk, deputy_clerk):
    consent = seconding.ask(soon, by=clerk, at=timezone.now())
    client.force_login(deputy_clerk)
    assert "do you agree?" in client.get(reverse("panel:my")).text
    shown = client.get(reverse("meetings:consent", args=[soon.ref, consent.pk])).text
    for words in (
        "Everyone will see",
        "It would tell who complained.",
        "The public want to know.",
        "Thistlewood",
    ):
        assert words in shown
    assert client.post(reverse("meetings:consent", args=[soon.ref, consent.pk])).status_code == 303
    assert Meeting.objects.get(pk=soon.pk).is_being_issued


def test_what_was_changed_meanwhile_is_said_in_words(client, soon, clerk, deputy_clerk):
    consent = seconding.ask(soon, by=clerk, at=timezone.now())
    meetings.item(soon, clerk)
    client.force_login(deputy_clerk)
    answer = client.post(reverse("meetings:consent", args=[soon.ref, consent.pk]))
    assert answer.status_code == 409
    assert "The agenda was changed." in answer.text


def test_what_is_wrong_is_written_once_and_read_by_the_clerk(client, soon, clerk, deputy_clerk):
    consent = seconding.ask(soon, by=clerk, at=timezone.now())
    there = reverse("meetings:consent-refuse", args=[soon.ref, consent.pk])
    client.force_login(deputy_clerk)
    empty = client.post(there, {"reasons": ""})
    assert (empty.status_code, "Say what is wrong, so that it can be put right." in empty.text) == (422, True)
    assert client.post(there, {"reasons": "Page 3 names him."}).status_code == 303
    again = client.post(there, {"reasons": "Page 4 too."})
    assert (again.status_code, "Page 4 too." in again.text) == (409, True)
    client.force_login(clerk)
    assert "Page 3 names him." in client.get(reverse("meetings:meeting", args=[soon.ref])).text


def test_nobody_to_ask_is_said_at_the_form(client, soon, clerk):
    client.force_login(clerk)
    answer = press(client, soon)
    assert (answer.status_code, "name a stand-in" in answer.text) == (409, True)


def test_a_question_is_taken_back_with_a_press(client, soon, clerk, deputy_clerk):
    consent = seconding.ask(soon, by=clerk, at=timezone.now())
    client.force_login(clerk)
    assert client.post(reverse("meetings:consent-take-back", args=[soon.ref, consent.pk])).status_code == 303
    assert Consent.objects.get().is_void


@pytest.mark.parametrize("name", ["consent", "consent-refuse"])
def test_another_sides_people_do_not_know_of_it(client, soon, clerk, commissioner, name):
    people.holder(Role.DEPUTY_CLERK, soon.body.side, "Nell", "Ashby")
    consent = seconding.ask(soon, by=clerk, at=timezone.now())
    client.force_login(commissioner)
    assert client.get(reverse(f"meetings:{name}", args=[soon.ref, consent.pk])).status_code == 404


def test_a_role_for_one_day_is_given_at_people_and_roles(client, administrator, panel):
    who = people.user("stand.in@county.example")
    client.force_login(administrator)
    today = timezone.localdate()
    sent = {
        "user": who.pk,
        "role": "deputy_clerk",
        "organisation": panel.pk,
        "from_on": today,
        "last_on": today,
    }
    assert client.post(reverse("panel:role-give"), sent).status_code == 303
    grant = RoleGrant.objects.get(user=who)
    assert (grant.from_on, grant.to_on) == (today, today)
    wrong = client.post(reverse("panel:role-give"), sent | {"last_on": "2020-01-01"})
    assert (wrong.status_code, "before the first" in wrong.text) == (422, True)
