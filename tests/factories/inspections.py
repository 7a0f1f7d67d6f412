"""Inspections of the invented force, through the portal's own actions."""

from datetime import date

from governance.actions import findings, inspections, letters, replies
from governance.printing.responses import Letter
from governance.queries.inspections import case_of
from governance.tasks import print_letter
from pcc_portal.accounts.models import Post
from pcc_portal.documents import stores
from pcc_portal.jobs.models import Job
from tests.factories import people
from tests.factories.days import NOW
from tests.pdf.samples import plain

OUT = date(2026, 10, 5)
WORDS = "The force does not know how well its new way of investigating works."


def report(officer, **said):
    """Entered by the officer, for their office; day 1 is 5 October 2026."""
    people.organisation("force", "The Constabulary", "force")
    office = officer.grants.get().organisation
    facts = {"programme": "PEEL", "strand": "Effectiveness", "year": 2025, "published_on": OUT}
    return inspections.enter(office, by=officer, at=NOW, **facts | {"overall": "requires"} | said)


def area(row, officer, number=1, title="Preventing crime", **said):
    return inspections.keep_area(row, number=number, title=title, by=officer, at=NOW, **said)


def finding(row, officer, words=WORDS, kind="improve", **said):
    return findings.add(row, kind=kind, words=words, by=officer, at=NOW, **said)


def owned(row, officer, owner, **said):
    """Given to a person or a post."""
    kept = {"owner_person": owner, "owner_post": None}
    if isinstance(owner, Post):
        kept = {"owner_person": None, "owner_post": owner}
    return findings.assign(row, by=officer, at=NOW, **{"lead": None, "plan_line": ""} | kept | said)


def put(row, officer, due=date(2026, 11, 12), at=NOW):
    return findings.put_to_force(row, answers_due_on=due, by=officer, at=at)


def answer(
    row, officer, *rows, words="An action plan is led by an assistant chief constable.", kind="taken", **said
):
    return replies.write(row, findings=rows, kind=kind, words=words, by=officer, at=NOW, **said)


def no_comments(row, officer):
    return inspections.comment(row, words="", has_none=True, by=officer, at=NOW)


def ready(officer, **said):
    """Everything that the Act asks for, unsigned."""
    row = report(officer, **said)
    answer(row, officer, finding(row, officer))
    no_comments(row, officer)
    return row


def sign(row, commissioner, at=NOW):
    """The words as they stand."""
    return letters.sign(row, read_sha256=Letter(case_of(row)).sha256, by=commissioner, at=at)


def print_it(version):
    """What a worker does with it."""
    print_letter(job_id=str(Job.objects.get(pk=version.job_id).pk))
    version.refresh_from_db()
    return version


def file_made(version):
    """As if a worker had made its file, without laying anything out."""
    data = plain("The letter")
    version.store_key = stores.put(data, folder="letters", suffix=".pdf")
    version.file_sha256, version.sides = stores.sha256(data), 1
    version.save()
    return version


def published(officer, commissioner, at=NOW, **said):
    row = ready(officer, **said)
    file_made(sign(row, commissioner, at=at))
    letters.publish(row, by=officer, at=at)
    row.refresh_from_db()
    return row
