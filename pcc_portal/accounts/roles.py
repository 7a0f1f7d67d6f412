"""Who can do what, on one screen: every role of the portal and the powers it carries in its organisation.

A power says what; the organisation of the grant says where (a clerk of one Panel has no power in another).
What a power means for a record is decided by that record's rules.
"""

from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    PANEL_CLERK = "panel_clerk", "Clerk to the Panel"
    DEPUTY_CLERK = "deputy_clerk", "Deputy clerk"
    PANEL_CHAIR = "panel_chair", "Chair of the Panel"
    PANEL_MEMBER = "panel_member", "Member of the Panel"
    SUBSTITUTE = "substitute", "Substitute at one meeting"
    GROUP_MEMBER = "group_member", "Member of a working group"
    OFFICER = "officer", "Governance officer"
    COMMISSIONER = "commissioner", "Commissioner"
    CHIEF_EXECUTIVE = "chief_executive", "Chief Executive"
    ANALYST = "analyst", "Performance analyst"
    GRANTS_OFFICER = "grants_officer", "Grants officer"
    ASSESSOR = "assessor", "Assessor"
    BOARD_OFFICER = "board_officer", "Officer to the Board"
    BOARD_MEMBER = "board_member", "Member of the Board"
    CHIEF_CONSTABLE = "chief_constable", "Chief Constable"
    STAFF_OFFICER = "staff_officer", "Staff officer"
    FORCE_LEAD = "force_lead", "Force lead"
    APPLICANT = "applicant", "Grant applicant"
    ADMINISTRATOR = "administrator", "Administrator of the portal"


class Power(StrEnum):
    PREPARE = "prepare"  # see and edit a body's draft agendas and papers, build packs
    EXEMPT = "exempt"  # mark matter exempt, move it to the exempt part
    ISSUE = "issue"  # issue a pack: the one way to the public
    SECOND = "second"  # be the second pair of eyes of one's own side, never for what one asked for oneself
    READ_EXEMPT = "read_exempt"  # read the exempt part of issued packs
    ENQUIRE = "enquire"  # prepare lines of enquiry of one's own for a meeting of this body
    HEAR_ENQUIRIES = "hear_enquiries"  # read the lines of enquiry that members share with the Chair
    AGREE_URGENCY = "agree_urgency"  # say, as the Chair, that an item which came late is urgent
    READ_GROUP = "read_group"  # read what a working group reads in private
    SIGN_MINUTES = "sign_minutes"  # sign the minutes of this body, as the one who presides
    WRITE_PAPERS = "write_papers"  # write or upload papers of one's own organisation and submit them
    READ_BOARD = "read_board"  # read all that the office keeps of its Board: every action, challenge and decision to come
    KEEP_BOARD = "keep_board"  # keep it: open and close actions, enter challenges and decisions
    ANSWER_BOARD = "answer_board"  # answer to the Board for what is one's own, and see nothing else of it
    SIGN_RESPONSES = "sign_responses"  # sign the response to an inspection, as the Commissioner
    ANSWER_FOR_FORCE = "answer_for_force"  # see and answer all that was put to the force, for its chief
    SEAT_PEOPLE = "seat_people"  # add and end seats, which grants and ends the members' role
    GRANT_ROLES = "grant_roles"  # give and end every other role
    READ_OUTBOX = "read_outbox"  # see what the portal has mailed


P = Power
_CLERK = frozenset({P.PREPARE, P.EXEMPT, P.ISSUE, P.SECOND, P.READ_EXEMPT, P.WRITE_PAPERS, P.SEAT_PEOPLE})
_MEMBER = frozenset({P.READ_EXEMPT, P.ENQUIRE})
_AUTHOR = frozenset({P.WRITE_PAPERS})
_OFFICE = _AUTHOR | {P.READ_BOARD}
_FORCE = _AUTHOR | {P.ANSWER_BOARD}

ROLE_POWERS: dict[Role, frozenset[Power]] = {
    # In the Panel. The host council's clerk alone exempts and issues (law.md, finding 1).
    Role.PANEL_CLERK: _CLERK,
    Role.DEPUTY_CLERK: _CLERK,
    Role.PANEL_CHAIR: _MEMBER | {P.HEAR_ENQUIRIES, P.AGREE_URGENCY, P.SIGN_MINUTES},
    Role.PANEL_MEMBER: _MEMBER,
    # Nothing in the organisation as a whole: see ONE_MEETING.
    Role.SUBSTITUTE: frozenset(),
    # In the organisation of one working group, and in no Panel.
    Role.GROUP_MEMBER: frozenset({P.READ_GROUP}),
    # In the Commissioner's office.
    Role.OFFICER: _OFFICE | {P.KEEP_BOARD},
    Role.COMMISSIONER: _OFFICE | {P.SIGN_RESPONSES},
    Role.CHIEF_EXECUTIVE: _OFFICE | {P.KEEP_BOARD, P.SECOND},
    Role.ANALYST: _OFFICE,
    Role.GRANTS_OFFICER: _OFFICE,
    Role.ASSESSOR: frozenset(),
    # In the Board, whose people are the office's and the force's: its officer prepares it and writes its minutes.
    Role.BOARD_OFFICER: frozenset({P.PREPARE, P.EXEMPT, P.ISSUE, P.READ_EXEMPT}),
    Role.BOARD_MEMBER: frozenset({P.READ_EXEMPT}),
    # In the force.
    Role.CHIEF_CONSTABLE: _FORCE | {P.ANSWER_FOR_FORCE},
    Role.STAFF_OFFICER: _FORCE | {P.ANSWER_FOR_FORCE},
    Role.FORCE_LEAD: _FORCE,
    # Outside.
    Role.APPLICANT: frozenset(),
    # Runs the portal, reads none of its papers.
    Role.ADMINISTRATOR: frozenset({P.GRANT_ROLES, P.READ_OUTBOX}),
}

# Held in an organisation of the Commissioner's office and in no other: nobody of the office exempts or issues for a Panel.
OF_THE_BOARD = frozenset({Role.BOARD_OFFICER, Role.BOARD_MEMBER})

# What a role carries for the one meeting that its grant names (RoleGrant.only), and for nothing else.
ONE_MEETING: dict[Role, frozenset[Power]] = {Role.SUBSTITUTE: frozenset({P.READ_EXEMPT})}

ROLES_WITH: dict[Power, frozenset[Role]] = {
    power: frozenset(role for role, powers in ROLE_POWERS.items() if power in powers) for power in Power
}
