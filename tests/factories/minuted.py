"""Old minutes as Word files, with invented people, and what becomes of them without a browser."""

import hashlib

from pcc_portal.meetings.actions import brought
from pcc_portal.meetings.importing import files
from pcc_portal.writing.importing import verbatim
from tests.factories import word
from tests.factories.days import NOW
from tests.factories.word import heading, para, point

DAY = "Thursday 21 September 2023"
MOST = 100_000_000


def taken(data, body, *, name="minutes.docx"):
    """Read without a process of its own."""
    said = verbatim.read(data, max_bytes=MOST)
    sha256 = hashlib.sha256(data).hexdigest()
    return files.take(said, body, name=name, sha256=sha256, size=len(data), is_scanned=True)


def kept(data, body, by, *, at=NOW):
    """Brought in, to be looked at."""
    one = taken(data, body)
    return brought.bring(body, one.lines, findings=one.findings, names=one.who, file=one.file, by=by, at=at)


def brought_in(words, *, body, by):
    """A file with one line that matters."""
    return kept(word.document(*front(), heading("1. General"), para(words)), body, by)


def front(day=DAY):
    return [
        para(f"Minutes of the meeting of the Police and Crime Panel held on {day} at 2pm"),
        para("Panel members present"),
        para("Councillor Margaret Ashdown (Chair), Kingsmere City Council"),
        para("Councillor Dilip Raman, Northbrook Borough Council"),
        para("Councillor Aisha Karim"),
        para("Mr Kwame Boateng, independent member"),
        para("Others present"),
        para("Eleanor Whitcombe, Police and Crime Commissioner"),
        para("Ruth Adeyemi, Chief Executive"),
    ]


def panel(day=DAY):
    """The minutes of a whole meeting, as a Panel's clerk writes them in Word."""
    return word.document(
        *front(day),
        heading("1. General"),
        heading("(1) Apologies", 2),
        para("Apologies were received from Councillors Herrick and Maddox."),
        heading("(2) Disclosures of pecuniary and non-pecuniary interests", 2),
        para("Councillor Raman declared a non-pecuniary interest in item 2, as the trustee of a charity."),
        heading("(3) Minutes of the previous meeting", 2),
        para(
            "Resolved: That the minutes of the meeting held on 22 June 2023 be confirmed and signed by the Chair."
        ),
        heading("2. Report of the Commissioner"),
        para(
            "In response to a question from Councillor Karim about calls to 101, the Commissioner said that the wait was about one minute. The Chief Executive undertook to explain the method by 1 November 2023. Members thanked her."
        ),
        para("Mr Boateng asked whether overtime was under control."),
        para("The Chief Executive replied that it was not yet."),
        para("A paragraph that fits nowhere, with a tab\there and “quotes”."),
        para(
            "Councillor Raman moved that the report be noted, and Mr Boateng seconded. The motion was put to the vote and carried unanimously."
        ),
        para("Resolved"),
        para("That the Panel:"),
        point("Notes the report."),
        point("Asks for a section on anti-social behaviour in every report."),
        heading("3. Urgent items"),
        para("None."),
        para("The meeting rose at 3.30pm"),
        para("Chair ........................"),
    )
