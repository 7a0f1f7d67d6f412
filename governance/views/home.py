"""What everyone reads of the Board: its meetings, coming and past, and its registers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.meetings.models.body import BOARD
from pcc_portal.meetings.queries import public
from pcc_portal.meetings.states import AgendaStatus
from pcc_portal.meetings.views.calling import called
from pcc_portal.web.htmx import page

A_FEW, A_PAGE = 4, 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The next Board, what this month is for, the last ones."""
    today, rights = timezone.localdate(), held_by(request.user)
    context: dict[str, Any] = {
        "coming": list(public.coming(BOARD, on=today)[:A_FEW]),
        "past": list(public.past(BOARD, on=today)[:A_FEW]),
        "months": _months(from_month=today.replace(day=1).isoformat()),
        "may_call": board_of(request.user) is not None,
        "has_actions": bool(
            rights.organisations(Power.READ_BOARD) | rights.organisations(Power.ANSWER_BOARD)
        ),
    }
    return page(request, "governance/home.html", "", context)


def _months(*, from_month: str) -> list[dict[str, str]]:
    """The published list of topics, from a month on. One query of a release."""
    row = Release.objects.live().filter(kind="governance.focus", collection=BOARD).first()
    months = row.facts["months"] if row is not None else []
    return [one for one in months if one["month"] >= from_month]


@require_safe
def focus_years(request: HttpRequest) -> HttpResponse:
    """What the Board looks at in depth, month by month, a year at a time: this one, or the one that the address names."""
    months = _months(from_month="")
    years = sorted({row["month"][:4] for row in months}, reverse=True)
    chosen = request.GET.get("year", "")
    this = str(timezone.localdate().year)
    year = chosen if chosen in years else this if this in years else "".join(years[:1])
    context = {"years": years, "year": year, "months": [row for row in months if row["month"][:4] == year]}
    return page(request, "governance/focus_years.html", "", context)


def board_of(user: Any) -> Body | None:
    """The Board, for who prepares its meetings."""
    if not isinstance(user, User):
        return None
    mine = user.rights.organisations(Power.PREPARE)
    return Body.objects.filter(slug=BOARD, organisation__in=mine).first() if mine else None


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Called meetings for everyone, twenty a page; drafts on top for those who prepare them."""
    today = timezone.localdate()
    board, drafts = board_of(request.user), []
    if board is not None:
        own = Meeting.objects.filter(body=board).exclude(status=AgendaStatus.ISSUED).pending()
        drafts = list(own.select_related("body").order_by("held_on"))
    past = Paginator(public.past(BOARD, on=today), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": list(public.coming(BOARD, on=today)),
        "past": past,
        "drafts": drafts,
        "may_call": board is not None,
    }
    return page(request, "governance/meetings.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: PortalRequest) -> HttpResponse:
    """A new meeting of the Board, with its standing items: planned, or called at once."""
    board = board_of(request.user)
    if board is None:
        raise Http404
    return called(request, board, "governance/meeting_call.html")
