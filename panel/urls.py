"""The Panel's addresses, and those that see everything: home and /my/."""

from django.urls import include, path

from panel import queries
from panel.views import (
    exemptions,
    home,
    meetings,
    members,
    my,
    names,
    people,
    restorings,
    seats,
    telling,
    terms,
    theme,
    year,
)
from pcc_portal.meetings import feeds
from pcc_portal.meetings.urls import asked_by_link

FEEDS = {"slug": queries.SLUG, "name": "Meetings of the Police and Crime Panel"}

own = [
    path("", home.home, name="home"),
    path("my/", my.my, name="my"),
    path("panel/", meetings.meetings, name="meetings"),
    path("panel/members/", members.members, name="members"),
    path("panel/seats/", seats.seats, name="seats"),
    path("panel/seats/<int:pk>/fill/", seats.fill, name="seat-fill"),
    path("panel/sittings/<int:pk>/end/", seats.end, name="sitting-end"),
    path("panel/sittings/<int:pk>/access/", seats.access, name="sitting-access"),
    path("panel/exemptions/", exemptions.exemptions, name="exemptions"),
    path("panel/exemptions/<uuid:pk>/keep/", exemptions.keep, name="exemption-keep"),
    path("panel/exemptions/<uuid:pk>/release/", exemptions.release, name="exemption-release"),
    path("people/", people.people, name="people"),
    path("people/names/", names.names, name="names"),
    path("people/names/office/", names.follow, name="office-follow"),
    path("people/names/office/<int:pk>/", names.correct, name="office-correct"),
    path("people/names/bodies/<int:pk>/", names.rename, name="body-rename"),
    path("people/posts/", terms.posts, name="posts"),
    path("people/posts/begin/", terms.begin, name="term-begin"),
    path("people/posts/terms/<int:pk>/end/", terms.end, name="term-end"),
    path("people/posts/terms/<int:pk>/delegate/", terms.delegate, name="delegate"),
    path("people/posts/delegations/<int:pk>/end/", terms.recall, name="delegation-end"),
    path("theme/<int:pk>-<slug:version>.css", theme.stylesheet, name="theme"),
    path("theme/logo/<str:name>", theme.logo, name="theme-logo"),
    path("people/add/", people.add, name="account-add"),
    path("people/give/", people.give, name="role-give"),
    path("people/<int:pk>/end/", people.end, name="role-end"),
    path("people/<uuid:pk>/restore/", restorings.ask, name="restoring-ask"),
    path("people/<uuid:pk>/work-account/", people.work_account, name="work-account"),
    path("people/restorings/<int:pk>/", restorings.restoring, name="restoring"),
    path("people/restorings/<int:pk>/agree/", restorings.agree, name="restoring-agree"),
    path("people/restorings/<int:pk>/refuse/", restorings.refuse, name="restoring-refuse"),
    path("panel/calendar.ics", feeds.calendar, FEEDS, name="calendar"),
    path("panel/feed.atom", feeds.feed, FEEDS | {"page": "/panel/"}, name="feed"),
    path("panel/subscribe/", telling.ask, name="subscription-ask"),
    path("panel/subscribe/<str:token>/", telling.confirm, name="subscription-confirm"),
    path("panel/unsubscribe/<str:token>/", telling.leave, name="unsubscribe"),
    path("my/telling/", telling.choose, name="telling"),
    path("my/telling/calendar/make/", telling.make_key, name="calendar-key-make"),
    path("my/telling/calendar/end/", telling.take_key_back, name="calendar-key-end"),
    path("my/calendar/<str:token>.ics", feeds.own_calendar, name="calendar-by-token"),
    path("panel/year/", year.year, name="year"),
    path("panel/year/plan/", year.plan, name="year-plan"),
    path("panel/year/rules/", year.rules, name="year-rules"),
    path("panel/days/", year.days, name="calendar-days"),
    path("panel/days/<int:pk>/remove/", year.remove_day, name="calendar-day-remove"),
    path("panel/call/", meetings.call, name="meeting-call"),
]
urlpatterns = [
    path("", include((own, "panel"))),
    path("panel/meetings/", include("pcc_portal.meetings.urls")),
    path("asked/", include(asked_by_link)),
]
