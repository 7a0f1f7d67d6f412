"""The addresses under /governance/, by noun. Those of a meeting that every body has are ``pcc_portal.meetings.urls``."""

from django.urls import URLPattern, URLResolver, path

from governance.views import (
    actions,
    approval,
    challenges,
    challenges_kept,
    decisions,
    decisions_kept,
    focus,
    home,
    minutes,
    record,
)
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
    path("actions/actions.xlsx", actions.as_xlsx, name="actions-xlsx"),
    path("actions/add/", actions.add, name="action-add"),
    path("actions/<slug:ref>/", actions.one, name="action"),
    path("actions/<slug:ref>/files/<int:pk>/", actions.file, name="action-file"),
    path("actions/<slug:ref>/<slug:step>/", actions.step, name="action-step"),
    path("challenges/", challenges.register, name="challenges"),
    path("challenges/keep/", challenges_kept.kept, name="challenges-kept"),
    path("challenges/keep/add/", challenges_kept.add, name="challenge-add"),
    path("challenges/keep/<int:pk>/", challenges_kept.one, name="challenge-kept"),
    path("challenges/keep/<int:pk>/send/", challenges_kept.send, name="challenge-send"),
    path("challenges/keep/<int:pk>/answer/", challenges_kept.answer, name="challenge-answer"),
    path("challenges/keep/<int:pk>/discuss/", challenges_kept.discuss, name="challenge-discuss"),
    path("challenges/keep/<int:pk>/close/", challenges_kept.close, name="challenge-close"),
    path("challenges/keep/<int:pk>/publish/", challenges_kept.publish, name="challenge-publish"),
    path("challenges/keep/<int:pk>/take-back/", challenges_kept.take_back, name="challenge-take-back"),
    path("challenges/keep/<int:pk>/files/add/", challenges_kept.add_file, name="challenge-file-add"),
    path("challenges/keep/<int:pk>/files/<int:file>/", challenges_kept.file, name="challenge-kept-file"),
    path("challenges/<slug:ref>/", challenges.one, name="challenge"),
    path("challenges/<slug:ref>/files/<int:number>.pdf", challenges.file, name="challenge-file"),
    path("decisions/", decisions.register, name="decisions"),
    path("decisions/to-come/", decisions.to_come, name="decisions-to-come"),
    path("decisions/keep/", decisions_kept.kept, name="decisions-kept"),
    path("decisions/keep/add/", decisions_kept.add, name="decision-add"),
    path("decisions/keep/plan/", decisions_kept.publish_plan, name="decisions-plan"),
    path("decisions/keep/periods/add/", decisions_kept.add_period, name="period-add"),
    path("decisions/keep/<int:pk>/", decisions_kept.one, name="decision-kept"),
    path("decisions/keep/<int:pk>/change/", decisions_kept.change, name="decision-change"),
    path("decisions/keep/<int:pk>/take/", decisions_kept.take, name="decision-take"),
    path("decisions/keep/<int:pk>/drop/", decisions_kept.drop, name="decision-drop"),
    path("decisions/keep/<int:pk>/ask/", decisions_kept.ask, name="decision-ask"),
    path("decisions/keep/<int:pk>/agree/", decisions_kept.agree, name="decision-agree"),
    path("decisions/keep/<int:pk>/excuse/", decisions_kept.excuse, name="decision-excuse"),
    path("decisions/keep/<int:pk>/publish/", decisions_kept.publish, name="decision-publish"),
    path("decisions/keep/<int:pk>/take-back/", decisions_kept.take_back, name="decision-take-back"),
    path("decisions/keep/<int:pk>/files/add/", decisions_kept.add_file, name="decision-file-add"),
    path("decisions/keep/<int:pk>/files/<int:file>/", decisions_kept.file, name="decision-kept-file"),
    path("decisions/<slug:ref>/", decisions.one, name="decision"),
    path("decisions/<slug:ref>/files/<int:number>.pdf", decisions.file, name="decision-file"),
]
