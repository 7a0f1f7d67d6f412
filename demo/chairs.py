"""The chairs of /demo/: who sits there, what they can do in this version, and what comes later."""

from dataclasses import dataclass

from demo.content import people
from pcc_portal.accounts.models import User

PASSWORD = "demo-portal"  # noqa: S105  printed in the README: it guards invented people on loopback only
NOBODY = "nobody"  # the key of signing out

_PAPERS = (
    "Writes papers of {house} for the Panel, promises when those that are asked for will come, brings them in from Word or "
    "as PDFs, and sends them to the clerk."
)
_OFFICE, _FORCE = _PAPERS.format(house="the Commissioner’s office"), _PAPERS.format(house="the force")
_ASKED = f"{_OFFICE} Reads what the Panel asked for, complete, from its minutes, and finds their own promises on their page."
_LOG = "Keeps the Board’s action log: opens actions for a person or a post, closes what is done or says what is missing, and takes the log away as a file."
_REGISTER = "Enters decisions, writes down that they were taken, publishes them and the list of those to come; writes formal challenges to the force, and says what of them is public."
_INSPECTS = "Enters inspection reports, puts findings to the force, and prepares and publishes the response within its 56 days."
_OWED = "Reads what the force owes, late ones first, sets who is told when, and answers where more time is asked for; keeps the weekly meetings of Commissioner and Chief Constable and publishes their open part."
_GRANTS = (
    "Looks around the Panel’s public pages.",
    "Grants come with a later version; until then this chair has no page of its own.",
)

# By account: what this version lets the chair do, and in one sentence what it does not yet.
DOES: dict[str, tuple[str, str]] = {
    "clerk": (
        (
            "Asks for papers and chases them, plans the year, calls, moves and cancels meetings, prepares the pack, marks "
            "what is exempt, issues, adds late papers as supplements, takes papers back, tells everyone on the list and "
            "sees what arrived, decides who of the public speaks, brings in old minutes from Word, keeps the work programme and the "
            "statutory clocks, prints, seats members, settles the annual meeting on one page, "
            "calls substitutes, sets down who is there with the quorum and which interests they declare, keeps the register of "
            "interests, looks after what was promised and puts what is outstanding on the agenda, deals with complaints about the Commissioner in which he is named, with urgent items, the issues of "
            "partnerships and the working groups, writes the minutes on the agenda while the meeting goes on, sends them round, "
            "answers corrections, has them confirmed and signed, and asks to restore a lost sign-in."
        ),
        "The Police and Crime Plan and its progress come with a later version.",
    ),
    "deputy.clerk": (
        "Does all that the clerk does but for complaints in which she is not named, and agrees, as the second pair of eyes, to what is exempt or restricted and to a lost sign-in restored.",
        "The Police and Crime Plan and its progress come with a later version.",
    ),
    "chair": (
        (
            "Clears a paper that the clerk puts before her, reads every issued paper, the exempt part included, with notes of "
            "her own, and hears the lines of enquiry that members share; says when she cannot come, and declares interests; says whether a late item is urgent, and reads the complaints in which she is named; "
            "has her own agenda with timings and what is to be moved, corrects draft minutes and signs them; has a calendar of the meetings."
        ),
        "The Police and Crime Plan and its progress come with a later version.",
    ),
    "member": (
        (
            "Reads every issued paper, the exempt part included, with private notes that go along when a paper is issued anew; "
            "prepares lines of enquiry, reads what was promised and what is overdue, keeps papers to read without a connection, says with one press that he cannot come, and declares interests; chairs a working group and reads what it reads; "
            "proposes corrections to draft minutes; has a calendar of the meetings."
        ),
        "The Police and Crime Plan and its progress come with a later version.",
    ),
    "pcc": (
        f"{_OFFICE} Reads the Board’s action log and the register of decisions, checks the Board’s minutes and approves them as Commissioner, and agrees, as a second pair of eyes, to what is withheld of a decision. Reads the response to an inspection and signs it. Sees how late the force is, by owner and kind.",
        "The plan and its progress come with a later version.",
    ),
    "chief.executive": (
        f"{_ASKED} {_LOG} {_REGISTER} {_INSPECTS} {_OWED} Agrees to what is withheld, gives the reason for what cannot wait until after an election, and publishes minutes of the Board that are not agreed in time.",
        "Reminders of promises come with a later version.",
    ),
    "officer": (
        f"{_ASKED} {_LOG} {_REGISTER} {_INSPECTS} {_OWED} Plans the Board’s meetings, prepares and issues their papers, writes their minutes row by row, brings old ones in from Word, and puts them before both parties. Asks the force in writing, takes answers into the minutes or an appendix.",
        "Measures beside the Board’s minutes come with a later version.",
    ),
    "analyst": (
        f"{_OFFICE} Reads the Board’s action log.",
        "Measures and figures come with a later version.",
    ),
    "grants": (_OFFICE, "Grants come with a later version."),
    "cc": (
        f"{_FORCE} Says how the Board’s actions stand that are the Chief Constable’s, checks the Board’s minutes and approves them, and answers the Commissioner’s formal letters. Sees all that inspectors found and was put to the force, comments on the report, and answers what the Commissioner’s office asks in writing.",
        "Measures and figures come with a later version.",
    ),
    "staff.officer": (
        f"{_FORCE} Says for the Chief Constable how his actions for the Board stand, as his delegate, and answers for him what inspectors found. Sees all that the force owes, by date, and is told of what is late.",
        "Figures that are owed come with a later version.",
    ),
    "force": (
        f"{_FORCE} Finds her own actions for the Board on her page, says how they stand with what shows it, and sees nobody else’s; so she does with what inspectors found, and with written questions, which she answers here or in a Word file. Asks for more time where she needs it.",
        "Measures and figures come with a later version.",
    ),
    "applicant": _GRANTS,
    "colleague": _GRANTS,
    "assessor": _GRANTS,
    "assessor2": _GRANTS,
    "admin": (
        (
            "Gives and ends roles and terms of office, sets up names, logo and colours by date, links work accounts, asks "
            "to restore a lost sign-in of staff, and reads nobody’s papers."
        ),
        "The record of who did what comes as a page with a later version.",
    ),
}


@dataclass(frozen=True)
class Chair:
    """A card of the cast."""

    key: str
    email: str
    name: str
    post: str
    now: str
    later: str

    def user(self) -> User | None:
        """Whoever signs in under this address; None before the demonstration is loaded."""
        return User.objects.filter(email=self.email, is_active=True).first()


def _chair(known: people.Person) -> Chair:
    key = known.email.partition("@")[0]
    title = f"{known.style} " if known.style == "Councillor" else ""
    return Chair(key, known.email, f"{title}{known.given} {known.family}", known.post, *DOES[key])


CHAIRS: dict[str, Chair] = {chair.key: chair for chair in map(_chair, people.CAST)}
GROUPS: list[tuple[str, list[Chair]]] = [
    (group, [_chair(known) for known in people.CAST if known.group == group]) for group in people.GROUPS
]
