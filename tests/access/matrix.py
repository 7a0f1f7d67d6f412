"""Who gets what: every address of the portal against everyone of the cast, as an auditor reads it.

A cell is GET/POST. The columns are groups of the cast (tests/access/cast.py); each of their people is tried.

    200 the page      303 done, go on          302 sent to sign-in
    403 may see it, may not do this (the page says why)      404 may not know of it, same page as for nothing
    405 not by this method                                   409 may do it, but not now (the page says why)

POST sends good answers (FORMS), so 303 means that it was done. A name may carry "|what" where one address is tried
on two things. A name that begins with one of THIRD_PARTY is not ours and has no row.
"""

THIRD_PARTY = ("account_", "mfa_", "demo:")

COLUMNS = ("anon", "nobody", "member", "member2", "clerk", "clerk2", "office", "force", "admin")

SITE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
healthz                         200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
readyz                          200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:home                      200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:meetings                  200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:members                   200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:my                        302/302 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:calendar                  200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:feed                      200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:subscription-ask          200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
panel:subscription-confirm      200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
panel:unsubscribe               200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
panel:calendar-by-token         200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:telling                   302/302 200/303 200/303 200/303 200/303 200/303 200/303 200/303 200/303
panel:calendar-key-make         302/302 405/403 405/200 405/200 405/200 405/200 405/403 405/403 405/403
panel:calendar-key-end          302/302 405/303 405/303 405/303 405/303 405/303 405/303 405/303 405/303
notices:bounce                  405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
panel:meeting-call              302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:seats                     302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
panel:seat-fill                 302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:sitting-end               302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:sitting-access            302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
panel:restoring-ask             302/302 404/404 404/404 404/404 200/409 404/404 404/404 404/404 404/404
panel:restoring                 302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
panel:restoring-agree           302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
panel:restoring-refuse          302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
panel:people                    302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405 200/405
panel:names                     302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405 200/405
panel:office-follow             302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:office-correct            302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:body-rename               302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:posts                     302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405 200/405
panel:term-begin                302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:term-end                  302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:delegate                  302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:delegation-end            302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:theme                     200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:theme-logo                200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:account-add               302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:work-account              302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:role-give                 302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
panel:role-end                  302/302 404/404 404/404 404/404 404/404 404/404 404/404 404/404 200/303
accounts:account                302/302 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
accounts:second-step            302/302 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
accounts:sessions-end           302/302 405/303 405/303 405/303 405/303 405/303 405/303 405/303 405/303
accounts:session-end            302/302 405/303 405/303 405/303 405/303 405/303 405/303 405/303 405/303
accounts:work-link              302/302 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
accounts:work-unlink            302/302 405/303 405/303 405/303 405/303 405/303 405/303 405/303 405/303
accounts:device-forget          302/302 405/303 405/303 405/303 405/303 405/303 405/303 405/303 405/303
panel:exemptions                302/302 404/405 404/405 404/405 200/405 200/405 404/405 404/405 404/405
panel:exemption-keep            302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:exemption-release         302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
jobs:progress                   302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
jobs:cancel                     302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
panel:offline-worker            200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:kept                      302/302 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:reading-choices           302/302 200/303 200/303 200/303 200/303 200/303 200/303 200/303 200/303
panel:year                      302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
panel:year-plan                 302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:year-rules                302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:calendar-days             302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:calendar-day-remove       302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
"""

DRAFT = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:meeting                404/405 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:meeting-desk           302/302 404/405 404/405 404/405 303/405 404/405 404/405 404/405 404/405
meetings:print-desk             302/302 404/404 404/404 404/404 200/422 404/404 404/404 404/404 404/404
meetings:mailing-list           302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:pack                   404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:member-pack            302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:picture                404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:page-picture|open      404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:page-picture|exempt    404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:draft-pack|public      302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:draft-pack|members     302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:meeting-build          302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:meeting-issue          302/302 404/404 404/404 404/404 200/422 404/404 404/404 404/404 404/404
meetings:meeting-unlock         302/302 405/404 405/404 405/404 405/409 405/404 405/404 405/404 405/404
meetings:consent                302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:consent-refuse         302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:consent-take-back      302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:item-add               302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:item                   302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:item|exempt            302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:item-move              302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:item-remove            302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:item-exempt            302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:item-open|exempt       302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:paper-add              302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:meeting-life           302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:meeting-call           302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:speaking                  404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404
panel:speakers                  302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
panel:speakers-publish          302/302 405/404 405/404 405/404 405/409 405/404 405/404 405/404 405/404
meetings:meeting-move           302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:meeting-cancel         302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:meeting-joining        302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:attendance             302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:attendance-add         302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:attendance-mark        302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:attendance-moves       302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:attendance-answer      302/302 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
meetings:alert-seen             302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:item-defer             302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:versions               404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:supplement-start       302/302 404/404 404/404 404/404 200/409 404/404 404/404 404/404 404/404
meetings:meeting-rebuild        302/302 405/404 405/404 405/404 405/409 405/404 405/404 405/404 405/404
meetings:requests               302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:requests-chase         302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:request-ask            302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:request-due            302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:request-send-again     302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:request-withdraw       302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:clearance-ask          302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:clearance              302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 200/303
meetings:clearance-withdraw     302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 403/403
panel:reader                    302/302 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
panel:reader-search             404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404
"""

# The exempt part is for members and the clerk; that there is one, and under which paragraph, is for everyone.
ISSUED = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:meeting                200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:meeting-desk           302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:print-desk             302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:print-file             302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:mailing-list           302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:announcement           302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:announcement-again     302/302 405/403 405/403 405/403 405/303 405/403 405/403 405/403 405/403
meetings:pack                   200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:member-pack            302/302 404/405 200/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:picture                404/405 404/405 200/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:page-picture|open      200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:page-picture|exempt    404/405 404/405 200/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:draft-pack|public      302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:draft-pack|members     302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:meeting-build          302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:meeting-issue          302/302 403/403 403/403 403/403 303/409 403/403 403/403 403/403 403/403
meetings:meeting-unlock         302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:paper-opened           404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:consent                302/302 404/404 404/404 404/404 200/409 404/404 404/404 404/404 404/404
meetings:item-add               302/302 403/403 403/403 403/403 200/409 403/403 403/403 403/403 403/403
meetings:item                   302/302 403/403 403/403 403/403 200/409 403/403 403/403 403/403 403/403
meetings:item|exempt            302/302 403/403 403/403 403/403 200/409 403/403 403/403 403/403 403/403
meetings:item-move              302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:item-remove            302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:item-exempt            302/302 403/403 403/403 403/403 200/409 403/403 403/403 403/403 403/403
meetings:item-open|exempt       302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:paper-add              302/302 403/403 403/403 403/403 200/409 403/403 403/403 403/403 403/403
meetings:meeting-life           302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:meeting-call           302/302 403/403 403/403 403/403 200/409 403/403 403/403 403/403 403/403
panel:speakers                  302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:meeting-move           302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:meeting-cancel         302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:attendance             302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:attendance-add         302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:attendance-mark        302/302 405/403 405/403 405/403 405/303 405/403 405/403 405/403 405/403
meetings:attendance-moves       302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:attendance-take-off    302/302 405/403 405/403 405/403 405/303 405/403 405/403 405/403 405/403
meetings:attendance-answer      302/302 405/404 405/303 405/404 405/404 405/404 405/404 405/404 405/404
meetings:meeting-joining        302/302 404/404 200/403 404/404 200/303 404/404 404/404 200/403 404/404
meetings:item-defer             302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:supplement-pack        404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:versions               200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:version|now            200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:version|members-now    404/405 404/405 200/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:version|evidence       404/405 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:version|old-members    404/405 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:meeting-rebuild        302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:supplement-start       302/302 403/403 403/403 403/403 200/409 403/403 403/403 403/403 403/403
meetings:supplement             302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:supplement-item-add    302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:supplement-paper-add   302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:supplement-take        302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:supplement-build       302/302 405/403 405/403 405/403 405/303 405/403 405/403 405/403 405/403
meetings:supplement-issue       302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
meetings:supplement-unlock      302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:supplement-close       302/302 405/403 405/403 405/403 405/409 405/403 405/403 405/403 405/403
meetings:supplement-draft|public 302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:supplement-draft|members 302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:requests               302/302 403/405 403/405 403/405 200/405 403/405 403/405 403/405 403/405
meetings:requests-chase         302/302 403/403 403/403 403/403 200/422 403/403 403/403 403/403 403/403
meetings:request-ask            302/302 403/403 403/403 403/403 200/303 403/403 403/403 403/403 403/403
panel:reader                    302/302 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:reader-search             200/405 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
panel:note                      302/302 404/404 404/404 200/303 404/404 404/404 404/404 404/404 404/404
panel:note-remove               302/302 405/404 405/404 405/303 405/404 405/404 405/404 405/404 405/404
panel:enquiries                 302/302 404/405 200/405 404/405 200/405 404/405 200/405 404/405 404/405
panel:enquiry                   302/302 404/404 403/403 404/404 403/403 404/404 403/403 404/404 404/404
panel:enquiry-share             302/302 405/404 405/403 405/404 405/403 405/404 405/403 405/404 405/404
panel:enquiry-take-back         302/302 405/404 405/403 405/404 405/403 405/404 405/403 405/404 405/404
panel:enquiry-remove            302/302 405/404 405/403 405/404 405/403 405/404 405/403 405/404 405/404
panel:enquiry-reached           302/302 405/404 405/409 405/404 405/403 405/404 405/403 405/404 405/404
panel:enquiry-ask               302/302 404/404 200/409 404/404 403/403 404/404 403/403 404/404 404/404
panel:enquiry-answer            302/302 404/404 403/403 404/404 403/403 404/404 200/303 404/404 404/404
"""

# Called, its day is over, and its papers were never issued: that it was to be is public, its agenda is not.
CALLED = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:meeting                200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:pack                   404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
meetings:meeting-life           302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:meeting-call           302/302 404/404 404/404 404/404 200/409 404/404 404/404 404/404 404/404
panel:speaking                  200/409 200/409 200/409 200/409 200/409 200/409 200/409 200/409 200/409
meetings:meeting-held           302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:meeting-move           302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:meeting-adjourn        302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:meeting-inquorate      302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:meeting-cancel         302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
meetings:attendance             302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
meetings:attendance-mark        302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
meetings:attendance-answer      302/302 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
meetings:item                   302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
"""

# Called and to come: everyone reads who speaks and may ask to; who asked is the clerk's alone to know.
COMING = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:meeting                200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:speaking                  200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
panel:speakers                  302/302 404/405 404/405 404/405 200/405 404/405 404/405 404/405 404/405
panel:speakers-publish          302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
panel:speaker-accept            302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:speaker-refuse            302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
panel:speaker-withdraw          302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/404
panel:speaker-reply|heard       302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 404/404
"""

ISSUED_BY_ANOTHER_PANEL = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:meeting                200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:meeting-desk           302/302 403/405 403/405 403/405 403/405 200/405 403/405 403/405 403/405
meetings:print-desk             302/302 403/403 403/403 403/403 403/403 200/422 403/403 403/403 403/403
meetings:mailing-list           302/302 403/403 403/403 403/403 403/403 200/303 403/403 403/403 403/403
meetings:pack                   200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
meetings:member-pack            302/302 404/405 404/405 200/405 404/405 200/405 404/405 404/405 404/405
meetings:page-picture|exempt    404/405 404/405 404/405 200/405 404/405 200/405 404/405 404/405 404/405
meetings:draft-pack|members     302/302 403/405 403/405 403/405 403/405 200/405 403/405 403/405 403/405
meetings:meeting-build          302/302 405/403 405/403 405/403 405/403 405/409 405/403 405/403 405/403
meetings:meeting-issue          302/302 403/403 403/403 403/403 403/403 303/409 403/403 403/403 403/403
meetings:meeting-unlock         302/302 405/403 405/403 405/403 405/403 405/409 405/403 405/403 405/403
meetings:attendance             302/302 403/405 403/405 403/405 403/405 200/405 403/405 403/405 403/405
meetings:attendance-answer      302/302 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
meetings:item-add               302/302 403/403 403/403 403/403 403/403 200/409 403/403 403/403 403/403
meetings:item|exempt            302/302 403/403 403/403 403/403 403/403 200/409 403/403 403/403 403/403
meetings:item-open|exempt       302/302 405/403 405/403 405/403 405/403 405/409 405/403 405/403 405/403
meetings:paper                  302/302 404/404 404/404 404/404 404/404 200/409 404/404 404/404 404/404
"""

# A paper that the Commissioner's office has in hand, in a draft: the clerk does not read what is being written.
OWN_PAPER_OF_A_DRAFT = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/403 404/404 200/303 404/404 404/404
meetings:paper-write            302/302 404/404 404/404 404/404 403/403 404/404 200/405 404/404 404/404
meetings:paper-write-step|plain 302/302 404/404 404/404 404/404 403/403 404/404 200/405 404/404 404/404
meetings:paper-write-step|add   302/302 404/404 404/404 404/404 403/403 404/404 200/303 404/404 404/404
meetings:paper-upload           302/302 404/404 404/404 404/404 403/403 404/404 200/422 404/404 404/404
meetings:paper-submit           302/302 405/404 405/404 405/404 405/403 405/404 405/303 405/404 405/404
meetings:paper-accept           302/302 405/404 405/404 405/404 405/409 405/404 405/403 405/404 405/404
meetings:paper-return           302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
meetings:paper-await            302/302 404/404 404/404 404/404 200/303 404/404 403/403 404/404 404/404
meetings:paper-move             302/302 405/404 405/404 405/404 405/303 405/404 405/403 405/404 405/404
meetings:paper-remove           302/302 405/404 405/404 405/404 405/303 405/404 405/403 405/404 405/404
meetings:paper-exempt           302/302 404/404 404/404 404/404 200/303 404/404 403/403 404/404 404/404
meetings:paper-open             302/302 405/404 405/404 405/404 405/303 405/404 405/403 405/404 405/404
"""

# Restricted, uploaded by the office, in the draft: accepted, so it is the clerk's to change.
OWN_RESTRICTED_UPLOAD_OF_A_DRAFT = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/303 404/404 200/403 404/404 404/404
meetings:paper-confirm          302/302 404/404 404/404 404/404 200/303 404/404 200/403 404/404 404/404
meetings:paper-original         302/302 404/405 404/405 404/405 200/405 404/405 200/405 404/405 404/405
meetings:paper-side             302/302 404/405 404/405 404/405 200/405 404/405 200/405 404/405 404/405
meetings:paper-upload           302/302 404/404 404/404 404/404 200/422 404/404 403/403 404/404 404/404
meetings:paper-open             302/302 405/404 405/404 405/404 405/303 405/404 405/403 405/404 405/404
"""

# Issued: those who supplied it keep their own paper to read (domain.md 2B), and nobody changes it.
OWN_RESTRICTED_PAPER_ISSUED = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/409 404/404 200/409 404/404 404/404
meetings:paper-write            302/302 404/404 404/404 404/404 200/405 404/404 200/405 404/404 404/404
meetings:paper-write-step|plain 302/302 404/404 404/404 404/404 200/405 404/404 200/405 404/404 404/404
meetings:paper-write-step|add   302/302 404/404 404/404 404/404 403/403 404/404 403/403 404/404 404/404
meetings:paper-upload           302/302 404/404 404/404 404/404 409/409 404/404 409/409 404/404 404/404
meetings:paper-submit           302/302 405/404 405/404 405/404 405/409 405/404 405/409 405/404 405/404
meetings:paper-accept           302/302 405/404 405/404 405/404 405/409 405/404 405/403 405/404 405/404
meetings:paper-return           302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
meetings:paper-await            302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
meetings:paper-move             302/302 405/404 405/404 405/404 405/409 405/404 405/403 405/404 405/404
meetings:paper-remove           302/302 405/404 405/404 405/404 405/409 405/404 405/403 405/404 405/404
meetings:paper-exempt           302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
meetings:paper-open             302/302 405/404 405/404 405/404 405/409 405/404 405/403 405/404 405/404
meetings:paper-withdraw         302/302 404/404 404/404 404/404 200/303 404/404 403/403 404/404 404/404
meetings:paper-re-mark          302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
"""

# Withdrawn after the issue: the clerk and those who supplied it keep it, and it is withdrawn once.
WITHDRAWN = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/409 404/404 200/409 404/404 404/404
meetings:paper-write            302/302 404/404 404/404 404/404 200/405 404/404 200/405 404/404 404/404
meetings:paper-withdraw         302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
meetings:paper-re-mark          302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
"""

# With a supplement in draft: its author has sent it in, so it is the clerk's to change until it is issued.
LATE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/303 404/404 200/403 404/404 404/404
meetings:paper-write-step|add   302/302 404/404 404/404 404/404 200/303 404/404 403/403 404/404 404/404
meetings:paper-withdraw         302/302 404/404 404/404 404/404 200/409 404/404 403/403 404/404 404/404
meetings:paper-remove           302/302 405/404 405/404 405/404 405/303 405/404 405/403 405/404 405/404
"""

# Complaints about the Commissioner: the host council supplies the paper, and no author of any office may know of it.
COMPLAINT_ISSUED = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/409 404/404 404/404 404/404 404/404
meetings:paper-write            302/302 404/404 404/404 404/404 200/405 404/404 404/404 404/404 404/404
meetings:paper-write-step|plain 302/302 404/404 404/404 404/404 200/405 404/404 404/404 404/404 404/404
meetings:paper-exempt           302/302 404/404 404/404 404/404 200/409 404/404 404/404 404/404 404/404
panel:reader-paper              302/302 404/405 200/405 404/405 200/405 404/405 404/405 404/405 404/405
panel:paper-seen                302/302 405/404 405/303 405/404 405/303 405/404 405/404 405/404 405/404
panel:reading-stop              302/302 405/404 405/303 405/404 405/303 405/404 405/404 405/404 405/404
panel:note-write                302/302 404/404 200/422 404/404 200/422 404/404 404/404 404/404 404/404
"""

# Issued for everyone: whoever signs in reads it, and writes notes of their own beside it.
OPEN_PAPER_ISSUED = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
panel:reader-paper              302/302 200/405 200/405 200/405 200/405 200/405 200/405 200/405 200/405
panel:paper-seen                302/302 405/303 405/303 405/303 405/303 405/303 405/303 405/303 405/303
panel:reading-stop              302/302 405/303 405/303 405/303 405/303 405/303 405/303 405/303 405/303
panel:note-write                302/302 200/303 200/303 200/303 200/303 200/303 200/303 200/303 200/303
panel:enquiry-prepare           302/302 403/403 200/303 403/403 403/403 403/403 403/403 403/403 403/403
"""

# Asked for by the clerk, and not yet in its author's hands.
PAPER_OF_THE_FORCE_IN_A_DRAFT = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/303 404/404 404/404 200/303 404/404
meetings:paper-write            302/302 404/404 404/404 404/404 200/405 404/404 404/404 200/405 404/404
meetings:paper-write-step|add   302/302 404/404 404/404 404/404 200/303 404/404 404/404 200/303 404/404
meetings:paper-submit           302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/303 405/404
meetings:paper-accept           302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/403 405/404
"""

# Brought in from a Word file by the office, which still has it in hand; and one that was issued.
FROM_WORD_IN_A_DRAFT = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper-word             302/302 404/404 404/404 404/404 403/403 404/404 200/303 404/404 404/404
"""

FROM_WORD_ISSUED = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper-word             302/302 404/404 404/404 404/404 200/409 404/404 200/409 404/404 404/404
"""

# Asked of a member of another panel, who holds no office here: theirs to write, and nobody else's to know of.
PAPER_ASKED_OF_ONE_PERSON = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 200/303 200/303 404/404 404/404 404/404 404/404
meetings:paper-write            302/302 404/404 404/404 200/405 200/405 404/404 404/404 404/404 404/404
meetings:paper-write-step|add   302/302 404/404 404/404 200/303 200/303 404/404 404/404 404/404 404/404
meetings:paper-promise          302/302 404/404 404/404 200/303 200/303 404/404 404/404 404/404 404/404
meetings:paper-ask              302/302 404/404 404/404 403/403 200/409 404/404 404/404 404/404 404/404
meetings:paper-submit           302/302 405/404 405/404 405/303 405/303 405/404 405/404 405/404 405/404
meetings:paper-accept           302/302 405/404 405/404 405/403 405/303 405/404 405/404 405/404 405/404
"""

# Sent in, and one account asked to clear it: that one reads it, and changes nothing.
PAPER_TO_BE_CLEARED = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
meetings:paper                  302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 200/403
meetings:paper-write            302/302 404/404 404/404 404/404 200/405 404/404 404/404 404/404 200/405
meetings:paper-write-step|add   302/302 404/404 404/404 404/404 200/303 404/404 404/404 404/404 403/403
meetings:paper-promise          302/302 404/404 404/404 404/404 200/409 404/404 404/404 404/404 403/403
meetings:paper-accept           302/302 405/404 405/404 405/404 405/303 405/404 405/404 405/404 405/403
"""

# Asked of somebody outside, who comes by a link: without its key nobody, clerk or not, finds anything there.
PAPER_BEHIND_A_LINK = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
asked:enter                     404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
asked:paper                     404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
asked:promise                   405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
asked:upload                    404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404
asked:begin                     405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
asked:write                     404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404
asked:write-step|plain          404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404 404/404
asked:side                      404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405 404/405
asked:send                      405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404 405/404
"""

# What a table is about -> the table.
TABLES = {
    "site": SITE,
    "draft": DRAFT,
    "issued": ISSUED,
    "called": CALLED,
    "coming": COMING,
    "other": ISSUED_BY_ANOTHER_PANEL,
    "office's": OWN_PAPER_OF_A_DRAFT,
    "draft upload": OWN_RESTRICTED_UPLOAD_OF_A_DRAFT,
    "issued annex": OWN_RESTRICTED_PAPER_ISSUED,
    "issued complaint": COMPLAINT_ISSUED,
    "issued open": OPEN_PAPER_ISSUED,
    "issued withdrawn": WITHDRAWN,
    "late": LATE,
    "force's": PAPER_OF_THE_FORCE_IN_A_DRAFT,
    "draft word": FROM_WORD_IN_A_DRAFT,
    "issued word": FROM_WORD_ISSUED,
    "asked": PAPER_ASKED_OF_ONE_PERSON,
    "to clear": PAPER_TO_BE_CLEARED,
    "outside": PAPER_BEHIND_A_LINK,
}


def rows():
    """(subject, name, {column: (GET, POST)})"""
    for subject, table in TABLES.items():
        head, *lines = table.strip("\n").splitlines()
        assert tuple(head.split()) == COLUMNS
        for line in lines:
            name, *cells = line.split()
            pairs = (tuple(int(status) for status in cell.split("/")) for cell in cells)
            yield subject, name, dict(zip(COLUMNS, pairs, strict=True))
