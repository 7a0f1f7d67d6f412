"""The proof-reader beside a draft: what it finds, each with its place, a fix where there is one, or "it is right, because"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from pcc_portal.web.htmx import page as web_page
from pcc_portal.web.htmx import see_other
from pcc_portal.writing.actions import proofs
from pcc_portal.writing.actions.saving import BothTexts
from pcc_portal.writing.desk.model import Desk
from pcc_portal.writing.forms import RightBecause
from pcc_portal.writing.kinds import TextKind
from pcc_portal.writing.models import Block, ProofAnswer, Text
from pcc_portal.writing.proofing import NAMES, Document, Finding, Fix, Kind, proofread
from pcc_portal.writing.proofing.reading import of_blocks
from pcc_portal.writing.proofing.telling import fingerprint, quote_of

# Of minutes too: who was there and when it began are facts beside their words, so what looks for them in words has nothing to say.
KINDS = {TextKind.ANSWER: Kind.LETTER}
DIGEST, MOST_DIGITS = 64, 9  # letters of a fingerprint; of a version
OUT_OF_DATE = "This page is out of date. It was read again."


@dataclass(frozen=True)
class Offer:
    """A way out that is no change of words: where it leads, and what is done there."""

    url: str
    words: str


def _nothing(_finding: Finding, _block: Block | None) -> Offer | None:
    return None


@dataclass(frozen=True)
class Draft:
    """What is read in one go: a text, or a record of which texts are a part. ``text`` keeps the answers to what stands at
    no block; those to a block are kept with its own text, which may be more private."""

    document: Document
    found: Sequence[Finding]
    blocks: Mapping[str, Block]
    text: Text
    offer: Callable[[Finding, Block | None], Offer | None] = _nothing
    private: frozenset[UUID] = frozenset()  # texts that not every reader of the page's address may know


type Drafts = Callable[[], Sequence[Draft]]


def of_text(text: Text, *, is_private: bool = False) -> Draft:
    """A text as it stands. One query."""
    blocks = list(text.blocks.to_read())
    document = of_blocks(blocks, KINDS.get(TextKind(text.kind), Kind.REPORT))
    private = frozenset({text.pk}) if is_private else frozenset()
    return Draft(document, proofread(document), {str(one.pk): one for one in blocks}, text, private=private)


@dataclass
class Looked:
    """A finding as the page shows it; ``block`` is where it stands, ``answer`` why it is right, ``text_id`` where that is kept."""

    finding: Finding
    quote: str
    key: str
    block: Block | None
    text_id: UUID
    answer: ProofAnswer | None
    form: RightBecause
    offer: Offer | None = None
    is_private: bool = False

    @property
    def is_warning(self) -> bool:
        return NAMES[self.finding.check].warns

    @property
    def fix(self) -> Fix | None:
        fix = self.finding.fix
        return fix if fix and self.block and proofs.can_mend(self.block, fix) else None


def read(drafts: Sequence[Draft], *, typed: RightBecause | None = None, of: str = "") -> list[Looked]:
    """Everything that is found: one query more than the drafts. ``typed`` is the form of the finding ``of`` come back."""
    texts = {draft.text.pk for draft in drafts}
    texts |= {block.text_id for draft in drafts for block in draft.blocks.values()}
    answers = {
        (one.text_id, one.name, one.fingerprint): one
        for one in ProofAnswer.objects.filter(text__in=texts).select_related("by__person")
    }
    found: list[Looked] = []
    for draft in drafts:
        for finding in draft.found:
            key = fingerprint(draft.document, finding)
            place = "" if finding.position is None else draft.document.blocks[finding.position]
            block = draft.blocks.get(place)
            text_id = block.text_id if block is not None else draft.text.pk
            form = typed if typed is not None and of == key else RightBecause(auto_id=f"p{len(found)}-%s")
            answer = answers.get((text_id, finding.check, key))
            one = Looked(finding, quote_of(draft.document, finding), key, block, text_id, answer, form)
            one.offer, one.is_private = draft.offer(finding, block), text_id in draft.private
            found.append(one)
    return found


def proof(request: HttpRequest, desk: Desk, drafts: Drafts | None = None) -> HttpResponse:
    """All that is found; and the answer to one of it. Without ``drafts`` it is the text of the desk."""
    writer = desk.writer(request)
    drafts = drafts or (lambda: [of_text(desk.text)])
    if request.method != "POST":
        return _page(request, desk, drafts)
    name, key = request.POST.get("name", ""), request.POST.get("key", "")
    if name not in NAMES or len(key) != DIGEST:
        return _page(request, desk, drafts, status=409, refusal=OUT_OF_DATE)
    text = _kept_in(drafts(), name, key)
    if text is None:
        return _page(request, desk, drafts, status=409, refusal=OUT_OF_DATE)
    if "again" in request.POST:
        proofs.ask_again(text, name, key, by=writer, at=timezone.now())
        return _answered(request, desk, drafts)
    form = RightBecause(request.POST, auto_id=f"p-{key[:8]}-%s")
    if not form.is_valid():
        return _page(request, desk, drafts, status=422, typed=form, of=key)
    proofs.say_right(text, name, key, reason=form.cleaned_data["reason"], by=writer, at=timezone.now())
    return _answered(request, desk, drafts)


def _kept_in(drafts: Sequence[Draft], name: str, key: str) -> Text | None:
    """The text that keeps the answer to a finding; None where it is found no more."""
    one = next((one for one in read(drafts) if (one.finding.check, one.key) == (name, key)), None)
    return Text.objects.get(pk=one.text_id) if one is not None else None


def fix(request: HttpRequest, desk: Desk, block_id: UUID, drafts: Drafts | None = None) -> HttpResponse:
    """The mechanical change of one finding, found again in the text as it stands, over the version its writer saw."""
    writer = desk.writer(request)
    drafts = drafts or (lambda: [of_text(desk.text)])
    now = drafts()
    if not any(str(block_id) in draft.blocks for draft in now):
        raise Http404
    base, key = request.POST.get("base_version", ""), request.POST.get("key", "")
    found = [one for one in read(now) if one.block is not None and one.block.pk == block_id]
    wanted = next((one for one in found if one.key == key and one.fix is not None), None)
    if wanted is None or not base.isdecimal() or len(base) > MOST_DIGITS:
        return _page(request, desk, drafts, status=409, refusal="This was changed meanwhile. The text was read again.")  # fmt: skip
    assert wanted.block is not None
    assert wanted.fix is not None
    result = proofs.mend(wanted.block, wanted.fix, base_version=int(base), by=writer, at=timezone.now())
    if isinstance(result, BothTexts):
        refusal = "Somebody changed this part meanwhile, so nothing was mended. The text was read again."
        return _page(request, desk, drafts, status=409, refusal=refusal)
    return see_other(request, f"{desk.root}#b-{block_id}")


def _answered(request: HttpRequest, desk: Desk, drafts: Drafts) -> HttpResponse:
    """Beside the text the list is drawn again; without a script its page is."""
    return _page(request, desk, drafts) if getattr(request, "htmx", None) else see_other(request, desk.proof_url)  # fmt: skip


def _page(
    request: HttpRequest,
    desk: Desk,
    drafts: Drafts,
    *,
    status: int = 200,
    refusal: str = "",
    typed: RightBecause | None = None,
    of: str = "",
) -> HttpResponse:
    found = read(drafts(), typed=typed, of=of)
    context = {
        "desk": desk,
        "refusal": refusal,
        "form": typed,
        "open_ones": [one for one in found if one.answer is None or one.form is typed],
        "answered": [one for one in found if one.answer is not None and one.form is not typed],
    }
    return web_page(request, "writing/proof.html", "findings", context, status=status)
