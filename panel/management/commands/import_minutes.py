"""Bring the minutes of a meeting in from a Word file: read, told as JSON, and written to the record of that meeting."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from governance.actions import brought as board_brought
from governance.importing import files as board_files
from pcc_portal.accounts.models import User
from pcc_portal.documents.scanning import Infected, Verdict, scan
from pcc_portal.meetings.actions import brought
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.importing import files
from pcc_portal.meetings.models import Body, Meeting, MinutesFile
from pcc_portal.meetings.printing import press
from pcc_portal.writing.importing.refusing import Refused


class Way(NamedTuple):
    """How a body's minutes are read and written."""

    take: Callable[..., files.Taken]
    accept: Callable[..., Meeting]


WAYS = {"pcp": Way(files.take, brought.accept), "gpb": Way(board_files.take, board_brought.accept)}
NOTHING: dict[str, Any] = {"attendance": [], "sections": [], "motions": [], "resolutions": [], "findings": []}


class Command(BaseCommand):
    """Exit code 0: read, and (unless --dry-run) written. 1: refused, or read and not written; the reason is a finding."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="minutes.docx")
        parser.add_argument("--body", required=True, choices=list(WAYS))
        parser.add_argument("--dry-run", action="store_true", help="read and tell, write nothing")
        parser.add_argument("--by", help="the e-mail address of the clerk in whose name it is done")
        parser.add_argument("--json", action="store_true", help="stdout is the JSON alone")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        body = Body.objects.select_related("organisation").filter(slug=options["body"]).first()
        if body is None:
            raise CommandError(f"There is no body {options['body']}.")
        try:
            data = options["file"].read_bytes()
        except OSError as trouble:
            raise CommandError(f"The file cannot be read: {trouble.strerror}.") from trouble
        try:
            taken = self._taken(data, body, options["file"].name)
        except (Refused, Infected) as refusal:
            self._refuse(str(refusal), {"meeting": {"body": body.slug, "date": None}} | NOTHING, options)
        else:
            self._go_on(taken, options, at=at)

    @staticmethod
    def _taken(data: bytes, body: Body, name: str) -> files.Taken:
        is_scanned = scan(data, url=settings.CLAMAV_URL, seconds=settings.CLAMAV_SECONDS) is Verdict.CLEAN
        said = press.read_verbatim(data)
        sha256 = hashlib.sha256(data).hexdigest()
        return WAYS[body.slug].take(
            said, body, name=name[-255:], sha256=sha256, size=len(data), is_scanned=is_scanned
        )

    def _go_on(self, taken: files.Taken, options: dict[str, Any], *, at: datetime) -> None:
        told = taken.told()
        if options["dry_run"]:
            self._say(told | {"written": False}, options)
            return
        by = self._clerk(options["by"])
        known = MinutesFile.objects.filter(body=taken.file.body, sha256=taken.file.sha256)
        told["already"] = known.filter(meeting__isnull=False).exists()
        file = brought.bring(
            taken.file.body,
            taken.lines,
            findings=taken.findings,
            names=taken.who,
            file=taken.file,
            by=by,
            at=at,
        )
        try:
            meeting = WAYS[taken.file.body.slug].accept(file, by=by, at=at)
        except Refusal as refusal:
            self._refuse(str(refusal), told, options, check="not-written")
        else:
            told["findings"] += files.found_on_the_agenda(file)
            told["findings"] += _not_opened(told) if by is None else []
            self._say(told | {"written": True, "ref": meeting.ref, "address": meeting.path}, options)

    @staticmethod
    def _clerk(email: str | None) -> User | None:
        if email is None:
            return None
        found = User.objects.filter(email__iexact=email, is_active=True).first()
        if found is None:
            raise CommandError(f"There is no account {email}.")
        return found

    def _refuse(
        self, words: str, told: dict[str, Any], options: dict[str, Any], *, check: str = "file-refused"
    ) -> None:
        """What a script reads and what a person reads say the same."""
        finding = {"check": check, "where": "the file", "message": words}
        if options["json"]:
            self.stdout.write(json.dumps(told | {"written": False, "findings": [finding, *told["findings"]]}, ensure_ascii=False))  # fmt: skip
        raise CommandError(words)

    def _say(self, told: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for line in _words(told):
            self.stdout.write(line)


def _not_opened(told: dict[str, Any]) -> list[dict[str, str]]:
    """Actions are opened in somebody's name, and their owners are told by whom."""
    if not told.get("actions"):
        return []
    words = (
        "The actions stand in the words of their rows. To open them in the log, say with --by in whose name."
    )
    return [{"check": "actions-not-opened", "where": "the file", "message": words}]


def _words(told: dict[str, Any]) -> list[str]:
    """For somebody at a terminal."""
    day = told["meeting"]["date"] or "without a date"
    counts = {
        name: len(told[name]) for name in ("attendance", "sections", "motions", "resolutions", "promises")
    }
    lines = [
        f"Minutes of the meeting {day}: {', '.join(f'{count} {name}' for name, count in counts.items())}."
    ]
    lines += [
        f"- {finding['where']}: {finding['message']} [{finding['check']}]" for finding in told["findings"]
    ]
    if told["written"]:
        lines.append(
            f"{'Was there already' if told.get('already') else 'Written'}: {told['address']}minutes/"
        )
    return lines
