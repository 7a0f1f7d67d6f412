"""Read a Word file as the proof-reader reads drafts: what does not agree with itself, named, explained, with its place."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pcc_portal.documents.scanning import Infected, scan
from pcc_portal.meetings.printing import press
from pcc_portal.writing.importing.refusing import Refused
from pcc_portal.writing.proofing import Kind, proofread
from pcc_portal.writing.proofing.reading import of_rows
from pcc_portal.writing.proofing.telling import told


class Command(BaseCommand):
    """Exit code 0: read, whatever was found. 1: refused; the reason is a finding."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="text.docx")
        parser.add_argument(
            "--kind", choices=list(Kind), help="what it is; left out, it is told by its beginning"
        )
        parser.add_argument("--json", action="store_true", help="stdout is the JSON alone")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as trouble:
            raise CommandError(f"The file cannot be read: {trouble.strerror}.") from trouble
        try:
            scan(data, url=settings.CLAMAV_URL, seconds=settings.CLAMAV_SECONDS)
            said = press.read_verbatim(data)
        except (Refused, Infected) as refusal:
            self._refuse(str(refusal), as_json=options["json"])
        else:
            document = of_rows(said.rows, Kind(options["kind"]) if options["kind"] else None)
            self._say(
                [told(document, finding) for finding in proofread(document)],
                document.kind,
                as_json=options["json"],
            )

    def _refuse(self, words: str, *, as_json: bool) -> None:
        if as_json:
            finding = {
                "check": "file-refused",
                "row": "",
                "where": "the file",
                "quote": "",
                "message": words,
                "severity": "error",
            }
            self.stdout.write(json.dumps({"findings": [finding]}, ensure_ascii=False))
        raise CommandError(words)

    def _say(self, findings: list[dict[str, str]], kind: Kind, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"kind": kind, "findings": findings}, ensure_ascii=False))
            return
        self.stdout.write(f"Read as {kind.replace('_', ' ')}: {len(findings)} to look at.")
        for one in findings:
            self.stdout.write(f"- {one['where']}: {one['message']} [{one['check']}]")
            if one["quote"]:
                self.stdout.write(f"  “{one['quote']}”")
