"""The Panel's addresses, and those that see everything: home and /my/."""

from django.urls import include, path

from panel.views import home, meetings, members, my

own = [
    path("", home.home, name="home"),
    path("my/", my.my, name="my"),
    path("panel/", meetings.meetings, name="meetings"),
    path("panel/members/", members.members, name="members"),
    path("panel/call/", meetings.call, name="meeting-call"),
]
urlpatterns = [
    path("", include((own, "panel"))),
    path("panel/meetings/", include("pcc_portal.meetings.urls")),
]
