"""The proof-reader beside a draft: what it finds, each with its place, a fix where there is one, or "it is right, because"."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pcc_portal.web.htmx import page as web_page
from pcc_portal.web.htmx import see_other
from pcc_portal.writing.actions import proofs
from pcc_portal.writing.actions.saving import BothTexts
from pcc_portal.writing.desk.model import Desk
from pcc_portal.writing.forms import RightBecause
from pcc_portal.writing.kinds import TextKind
from pcc_portal.writing.models import Block, ProofAnswer, Text
from pcc_portal.writing.proofing import NAMES, Finding, Fix, Kind, proofread
from pcc_portal.writing.proofing.reading import of_blocks
from pcc_portal.writing.proofing.telling import fingerprint, quote_of

# Of minutes too: who was there and when it began are facts beside their words, so what looks for them in words has nothing to say.
KINDS = {TextKind.ANSWER: Kind.LETTER}


@dataclass
class Looked:
    """A finding as the page shows it; ``block`` is where it stands, ``answer`` why it is right."""

    finding: Finding
    quote: str
    key: str
    block: Block | None
    answer: ProofAnswer | None
    form: RightBecause

    @property
    def is_warning(self) -> bool:
        return NAMES[self.finding.check].warns

    @property
    def fix(self) -> Fix | None:
        fix = self.finding.fix
        return fix if fix and self.block and proofs.can_mend(self.block, fix) else None


def read(text: Text, *, typed: RightBecause | None = None, of: str = "") -> list[Looked]:
    """Everything that is found in a text as it stands: two queries. ``typed`` is the form of the finding ``of`` come back."""
    blocks = list(text.blocks.to_read())
    by_id = {str(block.pk): block for block in blocks}
    answers = {(a.name, a.fingerprint): a for a in text.proof_answers.select_related("by__person")}
    document = of_blocks(blocks, KINDS.get(TextKind(text.kind), Kind.REPORT))
    found = []
    for number, finding in enumerate(proofread(document)):
        key = fingerprint(document, finding)
        block = None if finding.position is None else by_id[document.blocks[finding.position]]
        form = typed if typed is not None and of == key else RightBecause(auto_id=f"p{number}-%s")
        found.append(
            Looked(finding, quote_of(document, finding), key, block, answers.get((finding.check, key)), form)
        )
    return found


def proof(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All that is found; and the answer to one of it."""
    writer = desk.writer(request)
    if request.method != "POST":
        return _page(request, desk)
    name, key = request.POST.get("name", ""), request.POST.get("key", "")
    if name not in NAMES or len(key) != 64:  # noqa: PLR2004  a digest
        return _page(request, desk, status=409, refusal="This page is out of date. It was read again.")
    if "again" in request.POST:
        proofs.ask_again(desk.text, name, key, by=writer, at=timezone.now())
        return _answered(request, desk)
    form = RightBecause(request.POST, auto_id=f"p-{key[:8]}-%s")
    if not form.is_valid():
        return _page(request, desk, status=422, typed=form, of=key)
    proofs.say_right(desk.text, name, key, reason=form.cleaned_data["reason"], by=writer, at=timezone.now())
    return _answered(request, desk)


def fix(request: HttpRequest, desk: Desk, block_id: UUID) -> HttpResponse:
    """The mechanical change of one finding, found again in the text as it stands, over the version its writer saw."""
    writer = desk.writer(request)
    base = request.POST.get("base_version", "")
    block = desk.block(block_id)
    wanted = next(
        (one for one in read(desk.text) if one.key == request.POST.get("key") and one.block == block), None
    )
    if wanted is None or wanted.fix is None or not base.isdecimal() or len(base) > 9:  # noqa: PLR2004  no version is so long
        return _page(
            request, desk, status=409, refusal="This was changed meanwhile. The text was read again."
        )
    result = proofs.mend(block, wanted.fix, base_version=int(base), by=writer, at=timezone.now())
    if isinstance(result, BothTexts):
        refusal = "Somebody changed this part meanwhile, so nothing was mended. The text was read again."
        return _page(request, desk, status=409, refusal=refusal)
    return see_other(request, f"{desk.root}#b-{block.pk}")


def _answered(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Beside the text the list is drawn again; without a script its page is."""
    return _page(request, desk) if getattr(request, "htmx", None) else see_other(request, desk.proof_url)


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    status: int = 200,
    refusal: str = "",
    typed: RightBecause | None = None,
    of: str = "",
) -> HttpResponse:
    found = read(desk.text, typed=typed, of=of)
    context = {
        "desk": desk,
        "refusal": refusal,
        "form": typed,
        "open_ones": [one for one in found if one.answer is None or one.form is typed],
        "answered": [one for one in found if one.answer is not None and one.form is not typed],
    }
    return web_page(request, "writing/proof.html", "findings", context, status=status)
