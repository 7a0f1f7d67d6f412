"""The response letter, composed from grades, findings and replies: one composition for the desk, the page and the PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.html import format_html

from governance.models import Finding, InspectionArea, Reply
from governance.queries.inspections import Case
from governance.states.inspections import ReplyKind
from pcc_portal.web.templatetags.words import long_date

TEMPLATE = "governance/released/response_v1.html"


@dataclass(frozen=True)
class Answered:
    """A finding and what is answered to it; a reply that serves several stands under the first of them."""

    finding: Finding
    reply: Reply | None
    first: Finding | None  # where the same reply stands already


@dataclass(frozen=True)
class Section:
    area: InspectionArea | None
    answered: list[Answered]


@dataclass(frozen=True)
class Undertaking:
    words: str
    due_on: date | None


@dataclass(frozen=True)
class Letter:
    """All of a letter above its signature."""

    case: Case

    @cached_property
    def sections(self) -> list[Section]:
        seen: dict[int, Finding] = {}
        return [Section(part.area, list(self._answered(part.findings, seen))) for part in self.case.parts]

    @staticmethod
    def _answered(findings: list[Finding], seen: dict[int, Finding]) -> Iterator[Answered]:
        for row in findings:
            first = seen.get(row.reply_id) if row.reply_id else None
            if row.reply_id and first is None:
                seen[row.reply_id] = row
            yield Answered(row, row.reply if first is None else None, first)

    @property
    def undertakings(self) -> list[Undertaking]:
        """Every action proposed, and what was written into the letter besides."""
        proposed: dict[int, Reply] = {
            row.reply.pk: row.reply
            for row in self.case.findings
            if row.reply and row.reply.kind == ReplyKind.PROPOSED
        }
        by_hand = [row for row in self.case.commitments if row.reply_id is None]
        return [
            *(Undertaking(row.words, row.due_on) for row in proposed.values()),
            *(Undertaking(row.words, row.due_on) for row in by_hand),
        ]

    @cached_property
    def html(self) -> str:
        return render_to_string(
            TEMPLATE, {"letter": self, "case": self.case, "inspection": self.case.inspection}
        )

    @property
    def sha256(self) -> str:
        return digest(self.html)


def digest(html: str) -> str:
    return sha256(html.encode()).hexdigest()


def signed(name: str, capacity: str, *, where: str, on: date, words_sha256: str) -> str:
    """What stands below the words of a signed letter."""
    return format_html(
        '<div class="sign"><p><b>{}</b><br>{}</p><p>Signed {} on {}. SHA-256 of the words above: {}</p></div>',
        name,
        capacity,
        where,
        long_date(on),
        words_sha256,
    )
