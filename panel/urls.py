"""The Panel's addresses, and those that see everything: home and /my/."""

from django.urls import include, path

from panel.views import home, meetings, members, my, people, restorings, seats

own = [
    path("", home.home, name="home"),
    path("my/", my.my, name="my"),
    path("panel/", meetings.meetings, name="meetings"),
    path("panel/members/", members.members, name="members"),
    path("panel/seats/", seats.seats, name="seats"),
    path("panel/seats/<int:pk>/fill/", seats.fill, name="seat-fill"),
    path("panel/sittings/<int:pk>/end/", seats.end, name="sitting-end"),
    path("panel/sittings/<int:pk>/access/", seats.access, name="sitting-access"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="account-add"),
    path("people/give/", people.give, name="role-give"),
    path("people/<int:pk>/end/", people.end, name="role-end"),
    path("people/<uuid:pk>/restore/", restorings.ask, name="restoring-ask"),
    path("people/<uuid:pk>/work-account/", people.work_account, name="work-account"),
    path("people/restorings/<int:pk>/", restorings.restoring, name="restoring"),
    path("people/restorings/<int:pk>/agree/", restorings.agree, name="restoring-agree"),
    path("people/restorings/<int:pk>/refuse/", restorings.refuse, name="restoring-refuse"),
    path("panel/call/", meetings.call, name="meeting-call"),
]
urlpatterns = [
    path("", include((own, "panel"))),
    path("panel/meetings/", include("pcc_portal.meetings.urls")),
]
