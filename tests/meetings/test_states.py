"""Agendas and papers go from state to state along their tables, and no other way."""

import pytest

from pcc_portal.documents.models import Consent
from pcc_portal.documents.states import CONSENT_MOVES, ConsentState
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings.models import Meeting, Paper
from pcc_portal.meetings.states import AGENDA_MOVES, PAPER_MOVES, AgendaStatus, PaperState

S, A = PaperState, AgendaStatus
# Written out once more, so that a change of a table is made twice.
AGENDA = {(A.DRAFT, A.BEING_ISSUED), (A.BEING_ISSUED, A.ISSUED), (A.BEING_ISSUED, A.DRAFT)}
NOT_IN_THE_PACK = {S.TO_FOLLOW, S.SEPARATE, S.NAMED}
PAPER = (
    {(S.DRAFTING, to) for to in {S.SUBMITTED, S.IN} | NOT_IN_THE_PACK}
    | {(S.SUBMITTED, S.IN), (S.SUBMITTED, S.DRAFTING)}
    | {(S.IN, to) for to in {S.DRAFTING} | NOT_IN_THE_PACK}
    | {(state, to) for state in NOT_IN_THE_PACK for to in {S.DRAFTING, S.IN} | NOT_IN_THE_PACK - {state}}
    | {(S.TO_FOLLOW, S.SUBMITTED)}
)


@pytest.mark.parametrize("state", AgendaStatus)
@pytest.mark.parametrize("target", AgendaStatus)
def test_agenda_moves_only_along_the_table(state, target):
    meeting = Meeting(status=str(state))  # as it comes from the database
    if (state, target) in AGENDA:
        move(meeting, target, along=AGENDA_MOVES)
        assert meeting.status == target
    else:
        with pytest.raises(BadMove):
            move(meeting, target, along=AGENDA_MOVES)
        assert meeting.status == state


@pytest.mark.parametrize("state", PaperState)
@pytest.mark.parametrize("target", PaperState)
def test_paper_moves_only_along_the_table(state, target):
    paper = Paper(state=str(state))
    if (state, target) in PAPER:
        move(paper, target, along=PAPER_MOVES, field="state")
        assert paper.state == target
    else:
        with pytest.raises(BadMove):
            move(paper, target, along=PAPER_MOVES, field="state")
        assert paper.state == state


CONSENT = {("asked", to) for to in ("agreed", "refused", "void")} | {
    ("agreed", to) for to in ("carried_out", "void")
}


@pytest.mark.parametrize("state", ConsentState)
@pytest.mark.parametrize("target", ConsentState)
def test_consent_moves_only_along_the_table(state, target):
    consent = Consent(state=str(state))
    if (state, target) in CONSENT:
        move(consent, target, along=CONSENT_MOVES, field="state")
        assert consent.state == target
    else:
        with pytest.raises(BadMove):
            move(consent, target, along=CONSENT_MOVES, field="state")
        assert consent.state == state


def test_tables_name_every_state():
    assert set(AGENDA_MOVES) == set(AgendaStatus)
    assert set(PAPER_MOVES) == set(PaperState)
    assert set(CONSENT_MOVES) == set(ConsentState)


def test_nothing_issued_ever_goes_back():
    assert AGENDA_MOVES[A.ISSUED] == frozenset()
