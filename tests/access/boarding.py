"""The Board in the scene: minutes that both parties have agreed, changed since, with a canary in every word that is not public."""

from datetime import date

from governance.actions import approvals
from governance.models import ApprovalRequest
from governance.rules.approval import authority
from pcc_portal import jobs
from pcc_portal.meetings.actions import minutes_versions
from tests.factories import board as factory
from tests.factories import gpb, word
from tests.factories.days import NOW, TODAY

SECTION = "Performance"
DUE_ON = date(2027, 1, 12)


def met(scene, let_out):
    """Nobody of the cast is of the Board: its people stand in no column of the matrix, see test_board."""
    board = scene.board_people = factory.cast()
    draft = factory.meetings.meeting(board.officer, of=board.body, held_on=date(2027, 2, 2))
    line = factory.meetings.item(draft, board.officer, title=factory.SECTIONS[0], kind="papers")
    words = (scene.canary("the Board: a paper of a draft agenda"),)
    factory.meetings.written(line, board.officer, words=words, title="Report")
    scene.board_draft = draft
    meeting = factory.meetings.meeting(board.officer, of=board.body, held_on=factory.HELD_ON)
    for title in factory.SECTIONS:
        factory.meetings.item(meeting, board.officer, title=title)
    scene.board = factory.settled(let_out(meeting, board.officer), board)
    said = [
        ("topic", "sub-heading of closed rows", True),
        ("row", "closed row", True),
    ]
    for kind, name, closed in said:
        factory.row(meeting, board, scene.canary(f"the Board: {name}"), kind=kind, closed=closed)
    opened = factory.row(meeting, board, "Thefts have fallen.")
    asked = approvals.ask(scene.board, due_on=DUE_ON, by=board.officer, at=NOW)
    words = scene.canary("the Board: a comment on a row")
    comment = approvals.comment(opened, reference="01.08/12/2026", words=words, by=board.cc, at=NOW)
    answered = scene.canary("the Board: the answer to a comment")
    scene.papers["comment"] = approvals.answer(comment, words=answered, by=board.officer, at=NOW)
    for name, party in (("pcc", "commissioner"), ("cc", "chief_constable")):
        who = getattr(board, name)
        request = ApprovalRequest.objects.select_related("version__minutes__meeting__body").get(
            version=asked, party=party
        )
        approvals.approve(request, authority(who, party, on=TODAY), by=who, at=NOW)
    for version in scene.board.minutes.versions.all():
        with jobs.claimed(version.job_id, at=NOW) as job:
            minutes_versions.make(version, job=job)
    later = scene.canary("the Board: a row changed since it was agreed")
    scene.papers["board row"] = factory.row(meeting, board, later)
    scene.papers["asked of a party"] = request
    scene.papers["board version"] = version
    words = scene.canary("the Board: a row of minutes from Word")
    data = word.document(*gpb.front(), *gpb.section(SECTION, ("01.06/12/2022", words, "")))
    scene.papers["board minutes file"] = gpb.kept(data, board.body, board.officer)
