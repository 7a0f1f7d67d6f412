"""The addresses of a body's meetings, the Panel's and the Board's: one name each, and the ref says which of the two it is."""

from django.urls import include, path, register_converter
from django.urls.converters import SlugConverter

from pcc_portal.meetings.models.body import BOARD
from pcc_portal.meetings.views import (
    afterwards,
    asked,
    asking,
    attendance,
    clearances,
    deferring,
    entries,
    interests,
    items,
    joining,
    life,
    live,
    minutes,
    minutes_out,
    minutes_proof,
    opened,
    papers,
    passing,
    prints,
    reading,
    requests,
    seconding,
    settling,
    supplements,
    telling,
    uploads,
    versions,
    withdrawals,
    words_in,
    workspace,
)

app_name = "meetings"


class BoardRef(SlugConverter):
    """The ref of a meeting of the Board; see ADR 24."""

    regex = rf"{BOARD}-[-a-zA-Z0-9_]+"

    def to_url(self, value: str) -> str:
        if not str(value).startswith(f"{BOARD}-"):
            raise ValueError(value)  # so ``reverse`` takes the other address
        return super().to_url(value)


class PanelRef(SlugConverter):
    """The ref of any other body's meeting."""

    regex = rf"(?!{BOARD}-)[-a-zA-Z0-9_]+"

    def to_url(self, value: str) -> str:
        if str(value).startswith(f"{BOARD}-"):
            raise ValueError(value)
        return super().to_url(value)


BOARD_REF, PANEL_REF = "<board_ref:ref>", "<panel_ref:ref>"
register_converter(BoardRef, "board_ref")
register_converter(PanelRef, "panel_ref")

# Of every body.
of_a_meeting = [
    path("", reading.meeting, name="meeting"),
    path("desk/", afterwards.desk, name="meeting-desk"),
    path("print/", prints.desk, name="print-desk"),
    path("print/<uuid:pk>.pdf", prints.file, name="print-file"),
    path("now/", reading.now, name="meeting-now"),
    path("pack.pdf", reading.pack, name="pack"),
    path("supplement-<int:number>.pdf", reading.supplement, name="supplement-pack"),
    path("versions/", versions.versions, name="versions"),
    path("versions/<slug:name>.pdf", versions.version, name="version"),
    path("rebuild/", withdrawals.rebuild, name="meeting-rebuild"),
    path("supplements/start/", supplements.start, name="supplement-start"),
    path("supplements/<int:number>/", supplements.supplement, name="supplement"),
    path("supplements/<int:number>/items/add/", supplements.add_item, name="supplement-item-add"),
    path("supplements/<int:number>/papers/add/", supplements.add_paper, name="supplement-paper-add"),
    path(
        "supplements/<int:number>/papers/<uuid:pk>/take/",
        supplements.take_in,
        name="supplement-take",
    ),
    path("supplements/<int:number>/build/", supplements.build, name="supplement-build"),
    path("supplements/<int:number>/issue/", supplements.issue, name="supplement-issue"),
    path(
        "supplements/<int:number>/back-to-draft/",
        supplements.back_to_draft,
        name="supplement-unlock",
    ),
    path("supplements/<int:number>/close/", supplements.close, name="supplement-close"),
    path(
        "supplements/<int:number>/draft/<str:audience>.pdf",
        supplements.draft,
        name="supplement-draft",
    ),
    path("member-pack.pdf", reading.member_pack, name="member-pack"),
    path("pictures/<str:name>", reading.picture, name="picture"),
    path("pages/<slug:label>.png", reading.page_picture, name="page-picture"),
    path("draft/<str:audience>.pdf", workspace.draft_pack, name="draft-pack"),
    path("build/", workspace.build, name="meeting-build"),
    path("list/", telling.mailing_list, name="mailing-list"),
    path("told/<uuid:pk>/", telling.announcement, name="announcement"),
    path("told/<uuid:pk>/<int:delivery>/again/", telling.again, name="announcement-again"),
    path("issue/", workspace.issue, name="meeting-issue"),
    path("agreements/<uuid:pk>/", seconding.consent, name="consent"),
    path("agreements/<uuid:pk>/refuse/", seconding.refuse, name="consent-refuse"),
    path("agreements/<uuid:pk>/take-back/", seconding.take_back, name="consent-take-back"),
    path("back-to-draft/", workspace.back_to_draft, name="meeting-unlock"),
    path("life/", life.life, name="meeting-life"),
    path("call/", life.call, name="meeting-call"),
    path("move/", life.move, name="meeting-move"),
    path("held/", life.mark_held, name="meeting-held"),
    path("adjourn/", life.adjourn, name="meeting-adjourn"),
    path("cancel/", life.cancel, name="meeting-cancel"),
    path("minutes/", minutes.minutes, name="minutes"),
    path("minutes/began/", minutes.begin, name="minutes-begin"),
    path("minutes/rose/", minutes.rise, name="minutes-rise"),
    path("minutes/times/", minutes.times, name="minutes-times"),
    path("minutes/live/", live.live, name="minutes-live"),
    path("minutes/proof/", minutes_proof.proof, name="minutes-proof"),
    path("minutes/fix/<uuid:pk>/", minutes_proof.fix, name="minutes-fix"),
    path("minutes/items/<uuid:pk>/take/", minutes.take, name="minutes-take"),
    path("minutes/items/<uuid:pk>/add/", entries.add, name="entry-add"),
    path("minutes/entries/<uuid:pk>/", entries.entry, name="entry"),
    path("minutes/entries/<uuid:pk>/move/", entries.move, name="entry-move"),
    path("minutes/entries/<uuid:pk>/remove/", entries.remove, name="entry-remove"),
    path("minutes/entries/<uuid:pk>/history/", entries.history, name="entry-history"),
    path("minutes.pdf", minutes_out.file, name="minutes-file"),
    path("joining/", joining.joining, name="meeting-joining"),
    path("attendance/", attendance.attendance, name="attendance"),
    path("attendance/add/", attendance.add, name="attendance-add"),
    path("attendance/answer/", attendance.answer, name="attendance-answer"),
    path("attendance/<int:person>/", attendance.mark, name="attendance-mark"),
    path("attendance/<int:person>/moves/", attendance.moves, name="attendance-moves"),
    path("attendance/<int:person>/take-off/", attendance.take_off, name="attendance-take-off"),
    path("alerts/<int:pk>/seen/", life.see, name="alert-seen"),
    path("items/<uuid:pk>/defer/", deferring.defer, name="item-defer"),
    path("items/add/", items.add, name="item-add"),
    path("items/<uuid:pk>/", items.item, name="item"),
    path("items/<uuid:pk>/move/", items.move, name="item-move"),
    path("items/<uuid:pk>/remove/", items.remove, name="item-remove"),
    path("items/<uuid:pk>/exempt/", items.exempt, name="item-exempt"),
    path("items/<uuid:pk>/open/", items.open_up, name="item-open"),
    path("items/<uuid:pk>/papers/add/", papers.add, name="paper-add"),
    path("papers/<uuid:pk>/opened.pdf", opened.file, name="paper-opened"),
    path("items/<uuid:pk>/ask/", asking.ask, name="request-ask"),
    path("requests/", requests.requests, name="requests"),
    path("requests/chase/", requests.chase, name="requests-chase"),
    path("requests/<uuid:pk>/due/", requests.change_due, name="request-due"),
    path("requests/<uuid:pk>/send-again/", requests.send_again, name="request-send-again"),
    path("requests/<uuid:pk>/withdraw/", requests.withdraw, name="request-withdraw"),
    path("requests/<uuid:pk>/clearance/", clearances.ask, name="clearance-ask"),
    path("clearances/<int:pk>/", clearances.clearance, name="clearance"),
    path("clearances/<int:pk>/withdraw/", clearances.withdraw, name="clearance-withdraw"),
    path("papers/<uuid:pk>/", papers.paper, name="paper"),
    path("papers/<uuid:pk>/ask/", asking.ask_author, name="paper-ask"),
    path("papers/<uuid:pk>/promise/", asking.promise, name="paper-promise"),
    path("papers/<uuid:pk>/text/", papers.write, name="paper-write"),
    path("papers/<uuid:pk>/text/<path:step>", papers.write, name="paper-write-step"),
    path("papers/<uuid:pk>/upload/", uploads.upload, name="paper-upload"),
    path("papers/<uuid:pk>/word/", words_in.word, name="paper-word"),
    path("papers/<uuid:pk>/confirm/", uploads.confirm, name="paper-confirm"),
    path("papers/<uuid:pk>/original.pdf", uploads.original, name="paper-original"),
    path("papers/<uuid:pk>/sides/<int:side>.png", uploads.side, name="paper-side"),
    path("papers/<uuid:pk>/submit/", passing.submit, name="paper-submit"),
    path("papers/<uuid:pk>/accept/", passing.accept, name="paper-accept"),
    path("papers/<uuid:pk>/return/", passing.give_back, name="paper-return"),
    path("papers/<uuid:pk>/await/", passing.await_, name="paper-await"),
    path("papers/<uuid:pk>/move/", passing.move, name="paper-move"),
    path("papers/<uuid:pk>/remove/", passing.remove, name="paper-remove"),
    path("papers/<uuid:pk>/withdraw/", withdrawals.withdraw, name="paper-withdraw"),
    path("papers/<uuid:pk>/re-mark/", withdrawals.re_mark, name="paper-re-mark"),
    path("papers/<uuid:pk>/exempt/", passing.exempt, name="paper-exempt"),
    path("papers/<uuid:pk>/open/", passing.open_up, name="paper-open"),
]

# Of a body under Part VA alone: its quorum, interests, motions, and minutes that the next meeting confirms.
under_part_va = [
    path("not-quorate/", life.mark_inquorate, name="meeting-inquorate"),
    path("minutes/read/", minutes.reading, name="minutes-read"),
    path("minutes/not-needed/", minutes.not_needed, name="minutes-not-needed"),
    path("minutes/items/<uuid:pk>/usual/", minutes.say_usual, name="minutes-usual"),
    path("minutes/items/<uuid:pk>/exclude/", minutes.exclude, name="minutes-exclude"),
    path("minutes/papers/<uuid:pk>/move/", minutes.recommend, name="minutes-recommend"),
    path("minutes/entries/<uuid:pk>/votes/", entries.votes, name="entry-votes"),
    path("minutes/life/", settling.life, name="minutes-life"),
    path("minutes/evening/", settling.close_the_evening, name="minutes-evening"),
    path("minutes/circulate/", settling.circulate, name="minutes-circulate"),
    path("minutes/summary/", settling.settle_summary, name="minutes-summary"),
    path("minutes/confirm/", settling.confirm, name="minutes-confirm"),
    path("minutes/sign/", settling.sign, name="minutes-sign"),
    path("minutes/signed/", settling.sign_on_paper, name="minutes-signed"),
    path("minutes/versions/<uuid:pk>/make/", settling.make_again, name="minutes-make"),
    path("minutes/circulated/", minutes_out.circulated, name="minutes-circulated"),
    path("minutes/decisions/", minutes_out.decisions, name="minutes-decisions"),
    path("minutes/decisions.pdf", minutes_out.decisions_file, name="minutes-decisions-file"),
    path("minutes/correct/<uuid:entry>/", minutes_out.propose, name="correction-add"),
    path("minutes/corrections/<int:pk>/", minutes_out.correction, name="correction"),
    path(
        "minutes/corrections/<int:pk>/withdraw/",
        minutes_out.withdraw_correction,
        name="correction-withdraw",
    ),
    path("interests/", interests.interests, name="interests"),
    path("interests/declare/", interests.declare, name="interest-declare"),
    path("interests/<int:pk>/", interests.interest, name="interest"),
    path("interests/<int:pk>/left/", interests.leave_room, name="interest-leave"),
    path("interests/<int:pk>/back/", interests.come_back, name="interest-back"),
    path("interests/<int:pk>/take-back/", interests.take_back, name="interest-take-back"),
]

urlpatterns = [
    path(f"panel/meetings/{PANEL_REF}/", include([*of_a_meeting, *under_part_va])),
    path(f"governance/meetings/{BOARD_REF}/", include(of_a_meeting)),
]

# For authors without an account; under an address of its own, since it runs outside the visitors' database role.
asked_by_link = (
    [
        path("<str:key>/", asked.enter, name="enter"),
        path("paper/<uuid:pk>/", asked.paper, name="paper"),
        path("paper/<uuid:pk>/promise/", asked.promise, name="promise"),
        path("paper/<uuid:pk>/upload/", asked.upload, name="upload"),
        path("paper/<uuid:pk>/begin/", asked.begin, name="begin"),
        path("paper/<uuid:pk>/text/", asked.write, name="write"),
        path("paper/<uuid:pk>/text/<path:step>", asked.write, name="write-step"),
        path("paper/<uuid:pk>/sides/<int:side>.png", asked.side, name="side"),
        path("paper/<uuid:pk>/send/", asked.send, name="send"),
    ],
    "asked",
)
