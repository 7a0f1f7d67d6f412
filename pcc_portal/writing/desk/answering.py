"""The steps below a text's address, and which function answers each."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from pcc_portal.writing.desk import figures, plain, proof, rich
from pcc_portal.writing.desk.model import Desk

type Answer = Callable[..., HttpResponseBase]

READ = frozenset({"GET", "HEAD"})
WRITE = frozenset({"POST"})
# (first word, verb) of a step: the methods, whether an id stands between the words, and who answers.
STEPS: dict[tuple[str, str], tuple[frozenset[str], bool, Answer]] = {
    ("", ""): (READ, False, rich.page),
    ("plain", ""): (READ, False, plain.plain),
    ("add", ""): (READ | WRITE, False, plain.add_block),
    ("figure", ""): (READ | WRITE, False, figures.add_figure),
    ("proof", ""): (READ | WRITE, False, proof.proof),
    ("fix", ""): (WRITE, True, proof.fix),
    ("section", ""): (WRITE, True, rich.save_section),
    ("asset", ""): (READ, True, figures.asset),
    ("block", ""): (READ | WRITE, True, plain.block),
    ("block", "move"): (WRITE, True, plain.move_block),
    ("block", "remove"): (WRITE, True, plain.remove_block),
    ("block", "history"): (READ, True, plain.history),
}


def answer(request: HttpRequest, desk: Desk, step: str = "") -> HttpResponseBase:
    """The page or the write behind a step. The caller has authorised the reader; writes ask ``desk.can_edit``."""
    first, *rest = step.strip("/").split("/")
    known = STEPS.get((first, rest[1] if len(rest) > 1 else ""))
    if known is None or bool(rest) != known[1] or len(rest) > 2 or step not in {"", f"{step.strip('/')}/"}:  # noqa: PLR2004  an id and a verb
        raise Http404
    methods, _, function = known
    if request.method not in methods:
        return HttpResponseNotAllowed(sorted(methods))
    if not rest:
        return function(request, desk)
    return function(request, desk, _key(first, rest[0]))


def _key(first: str, word: str) -> UUID | str | None:
    if first == "section" and word == "start":
        return None
    try:
        return UUID(word)
    except ValueError as problem:
        raise Http404 from problem
