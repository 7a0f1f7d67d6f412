"""The addresses of a body's meetings; the app that owns the body includes them under its own."""

from django.urls import path

from pcc_portal.meetings.views import afterwards, items, papers, passing, prints, reading, uploads, workspace

app_name = "meetings"
urlpatterns = [
    path("<slug:ref>/", reading.meeting, name="meeting"),
    path("<slug:ref>/desk/", afterwards.desk, name="meeting-desk"),
    path("<slug:ref>/print/", prints.desk, name="print-desk"),
    path("<slug:ref>/print/<uuid:pk>.pdf", prints.file, name="print-file"),
    path("<slug:ref>/pack.pdf", reading.pack, name="pack"),
    path("<slug:ref>/member-pack.pdf", reading.member_pack, name="member-pack"),
    path("<slug:ref>/pictures/<str:name>", reading.picture, name="picture"),
    path("<slug:ref>/pages/<slug:label>.png", reading.page_picture, name="page-picture"),
    path("<slug:ref>/draft/<str:audience>.pdf", workspace.draft_pack, name="draft-pack"),
    path("<slug:ref>/build/", workspace.build, name="meeting-build"),
    path("<slug:ref>/issue/", workspace.issue, name="meeting-issue"),
    path("<slug:ref>/back-to-draft/", workspace.back_to_draft, name="meeting-unlock"),
    path("<slug:ref>/items/add/", items.add, name="item-add"),
    path("<slug:ref>/items/<uuid:pk>/", items.item, name="item"),
    path("<slug:ref>/items/<uuid:pk>/move/", items.move, name="item-move"),
    path("<slug:ref>/items/<uuid:pk>/remove/", items.remove, name="item-remove"),
    path("<slug:ref>/items/<uuid:pk>/exempt/", items.exempt, name="item-exempt"),
    path("<slug:ref>/items/<uuid:pk>/open/", items.open_up, name="item-open"),
    path("<slug:ref>/items/<uuid:pk>/papers/add/", papers.add, name="paper-add"),
    path("<slug:ref>/papers/<uuid:pk>/", papers.paper, name="paper"),
    path("<slug:ref>/papers/<uuid:pk>/text/", papers.write, name="paper-write"),
    path("<slug:ref>/papers/<uuid:pk>/text/<path:step>", papers.write, name="paper-write-step"),
    path("<slug:ref>/papers/<uuid:pk>/upload/", uploads.upload, name="paper-upload"),
    path("<slug:ref>/papers/<uuid:pk>/confirm/", uploads.confirm, name="paper-confirm"),
    path("<slug:ref>/papers/<uuid:pk>/original.pdf", uploads.original, name="paper-original"),
    path("<slug:ref>/papers/<uuid:pk>/sides/<int:side>.png", uploads.side, name="paper-side"),
    path("<slug:ref>/papers/<uuid:pk>/submit/", passing.submit, name="paper-submit"),
    path("<slug:ref>/papers/<uuid:pk>/accept/", passing.accept, name="paper-accept"),
    path("<slug:ref>/papers/<uuid:pk>/return/", passing.give_back, name="paper-return"),
    path("<slug:ref>/papers/<uuid:pk>/await/", passing.await_, name="paper-await"),
    path("<slug:ref>/papers/<uuid:pk>/move/", passing.move, name="paper-move"),
    path("<slug:ref>/papers/<uuid:pk>/remove/", passing.remove, name="paper-remove"),
    path("<slug:ref>/papers/<uuid:pk>/exempt/", passing.exempt, name="paper-exempt"),
    path("<slug:ref>/papers/<uuid:pk>/open/", passing.open_up, name="paper-open"),
]
