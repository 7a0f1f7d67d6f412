"""One meeting with its lines and papers, made by the actions that a clerk and her authors would use."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from demo.content import agenda
from demo.content.blocks import Block as Words
from demo.loading import asking, texts, uploads
from demo.loading.bodies import KINDS
from demo.loading.county import AUTHORS, County, Moments
from demo.loading.texts import Names, Row
from pcc_portal.documents.actions.documents import Grounds
from pcc_portal.documents.markings import Marking
from pcc_portal.meetings.actions import calls, items, papers
from pcc_portal.meetings.models import Item, Meeting, Paper
from pcc_portal.meetings.states import ItemKind, PaperRole, PaperState
from pcc_portal.workdays import add_working_days

MARKINGS = {"": Marking.NONE, "OFFICIAL": Marking.OFFICIAL, "OFFICIAL-SENSITIVE": Marking.SENSITIVE}
NOT_ATTACHED = {"to_follow": PaperState.TO_FOLLOW, "named": PaperState.NAMED}
OVERDUE = timedelta(days=8)
LOOKED_AT_AGAIN = timedelta(days=365)  # an exemption
DUE_BEFORE = 3  # working days before the meeting, for what is to follow
LOOKED_AT = timedelta(minutes=50)  # between coming in and being cleared
BETWEEN_PAPERS = timedelta(minutes=17)  # nobody sends in or accepts eight papers in one minute


def load(
    county: County,
    held_on: date,
    lines: Sequence[agenda.Line],
    names: Names,
    *,
    waiting: Sequence[str] = (),
    words: Sequence[Words] = (),
) -> Meeting:
    """Called, with every line and paper in its place; a draft after it. Papers in ``waiting`` are left to be accepted."""
    moments = Moments.of(held_on, county.days)
    meeting = calls.plan(county.body, held_on=held_on, by=county.clerk, at=moments.called)
    desk = Desk(county, meeting, moments, names, waiting=waiting, words=words)
    for line in lines:
        desk.lay(line)
    desk.say_why_the_public_leaves(lines)
    return Meeting.objects.select_related("body__organisation").get(pk=meeting.pk)


class Desk:
    """The work on one meeting. ``words`` are those of papers that have no module of their own."""

    def __init__(
        self,
        county: County,
        meeting: Meeting,
        moments: Moments,
        names: Names,
        *,
        waiting: Sequence[str],
        words: Sequence[Words],
    ) -> None:
        self.county, self.meeting, self.moments, self.names = county, meeting, moments, names
        self.waiting, self.words = waiting, words
        self.tops: dict[str, Item] = {}
        self.brought = 0

    def lay(self, line: agenda.Line) -> None:
        """A line with its papers. The resolution to exclude the public is not laid: it appears by itself."""
        if line.resolution:
            return
        item = items.add(
            self.meeting,
            public_title=self.said(line.title),
            purpose=self.said(line.purpose),
            kind=KINDS[line.kind],
            parent=self.tops[line.number.split("(")[0]] if "(" in line.number else None,
            by=self.county.clerk,
            at=self.moments.called,
        )
        self.tops[line.number] = item
        for known in line.papers:
            self.bring(item, known)
        if line.exemption is not None:
            self.exempt(item, line, line.exemption)

    def say_why_the_public_leaves(self, lines: Sequence[agenda.Line]) -> None:
        """The purpose of the line that the actions made, once the agenda is whole."""
        line = next((line for line in lines if line.resolution), None)
        item = Item.objects.filter(meeting=self.meeting, kind=ItemKind.EXCLUSION).first()
        if line is not None and item is not None:
            items.edit(
                item,
                public_title=line.title,
                purpose=line.purpose,
                kind=item.kind,
                by=self.county.clerk,
                at=self.after(self.moments.accepted),
            )

    def bring(self, item: Item, known: agenda.Paper) -> Paper:
        """A paper, as far as its author and the clerk have got with it."""
        paper = self.announced(item, known)
        if known.asked is not None:
            asking.ask(paper, known, self.county, brief=self.said(known.asked.brief), at=self.moments.called)
        if known.state in NOT_ATTACHED:
            return paper
        made = self.rows(known)
        sender = self.county.sender(known.author)
        if known.state == "upload":
            uploads.bring_in(
                paper,
                made,
                self.county,
                author=known.author,
                written=self.after(self.moments.written),
                seen=self.after(self.moments.accepted),
            )
        else:
            paper = papers.write(paper, by=sender, at=self.moments.written)
            assert paper.text is not None
            texts.write(paper.text, made, by=sender, at=self.moments.written)
        if known.exemption is not None:
            paper = papers.exempt(
                paper, self.grounds(known.exemption), by=self.county.clerk, at=self.moments.written
            )
        if sender != self.county.clerk:
            paper = papers.submit(paper, by=sender, at=self.after(self.moments.sent_in))
        if known.asked is not None:
            asking.clear(paper, known.asked, self.county, at=self.after(self.moments.sent_in) + LOOKED_AT)
        if known.text not in self.waiting:
            paper = papers.accept(paper, by=self.county.clerk, at=self.after(self.moments.accepted))
        self.brought += 1
        return paper

    def announced(self, item: Item, known: agenda.Paper) -> Paper:
        """Its place on the agenda, with nothing in it."""
        is_awaited = known.state == "to_follow"
        author, role = _by(known)
        return papers.add(
            item,
            public_title=self.said(known.title),
            organisation=self.county.owner(known.author),
            role=PaperRole.APPENDIX if known.letter else PaperRole.REPORT,
            author=author,
            author_role=role,
            report_on=None
            if known.state in NOT_ATTACHED
            else self.county.days.report_on(self.meeting.held_on),
            marking=MARKINGS[known.marking],
            foi_disclosable=known.disclosable,
            state=NOT_ATTACHED.get(known.state, PaperState.DRAFTING),
            due_on=add_working_days(self.meeting.held_on, -DUE_BEFORE) if is_awaited else None,
            by=self.county.clerk,
            at=self.moments.called,
        )

    def rows(self, known: agenda.Paper) -> list[Row]:
        words = texts.blocks_of(known.text) if known.text else self.words
        return texts.rows(words, self.names)

    def exempt(self, item: Item, line: agenda.Line, exemption: agenda.Exemption) -> None:
        items.exempt(
            Item.objects.select_related("meeting").get(pk=item.pk),
            self.grounds(exemption),
            private_title=self.said(line.private_title),
            by=self.county.clerk,
            at=self.after(self.moments.accepted),
        )

    def grounds(self, exemption: agenda.Exemption) -> Grounds:
        return Grounds(
            paragraphs=[exemption.paragraph],
            reasons_for=f"{exemption.reasons_for} {exemption.conclusion}",
            reasons_against=exemption.reasons_against,
            proper_officer=self.county.persons[agenda.SIGNATORY],
            review_on=self.looked_at_again(),
        )

    def looked_at_again(self) -> date:
        """Those of the last meeting were to be looked at last week, so that the clerk has one to review."""
        days = self.county.days
        if self.meeting.held_on == days.last:
            return days.today - OVERDUE
        return self.meeting.held_on + LOOKED_AT_AGAIN

    def after(self, moment: datetime) -> datetime:
        return moment + BETWEEN_PAPERS * self.brought

    def said(self, words: str) -> str:
        return words.format(**self.names) if self.names else words


def _by(known: agenda.Paper) -> tuple[str, str]:
    """Name and role as printed: of the post's own holder where the role is somebody else's post."""
    author = AUTHORS[known.author]
    holder = next((p for p in AUTHORS.values() if p.post == known.role and not p.former), author)
    shown = author if author.post == known.role else holder
    name = f"{shown.given} {shown.family}"
    return ("" if name in known.role else name), known.role
