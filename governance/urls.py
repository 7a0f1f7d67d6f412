"""The addresses under /governance/, by noun. Those of a meeting that every body has are ``pcc_portal.meetings.urls``."""

from django.urls import URLPattern, URLResolver, path

from governance.views import actions, approval, focus, home, minutes, record
from pcc_portal.meetings.urls import BOARD_REF

app_name = "governance"

MEETING = f"meetings/{BOARD_REF}/minutes/"
meetings: list[URLPattern | URLResolver] = [
    path("meetings/", home.meetings, name="meetings"),
    path("meetings/call/", home.call, name="meeting-call"),
    path("focus/", focus.focus, name="focus"),
    path(f"{MEETING}read/", minutes.reading, name="minutes-read"),
    path(f"{MEETING}record/", record.record, name="record"),
    path(f"{MEETING}explain/", record.explain, name="explain"),
    path(f"{MEETING}approval/", approval.approval, name="approval"),
    path(f"{MEETING}approval/ask/", approval.ask, name="approval-ask"),
    path(f"{MEETING}approval/let-out/", approval.let_out, name="approval-let-out"),
    path(f"{MEETING}approval/comment/", approval.comment, name="row-comment"),
    path(f"{MEETING}approval/comments/<int:pk>/", approval.answer, name="row-comment-answer"),
    path(f"{MEETING}approval/<int:pk>/approve/", approval.approve, name="approve"),
    path(f"{MEETING}approval/<int:pk>/paper/", approval.on_paper, name="approved-on-paper"),
    path(f"{MEETING}approval/<int:pk>/chase/", approval.chase, name="approval-chase"),
    path(f"{MEETING}approval/<uuid:pk>/make/", approval.make_again, name="approval-make"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    *meetings,
    path("actions/", actions.all_of_them, name="actions"),
    path("actions/actions.csv", actions.as_csv, name="actions-csv"),
    path("actions/add/", actions.add, name="action-add"),
    path("actions/<slug:ref>/", actions.one, name="action"),
    path("actions/<slug:ref>/files/<int:pk>/", actions.file, name="action-file"),
    path("actions/<slug:ref>/<slug:step>/", actions.step, name="action-step"),
]
