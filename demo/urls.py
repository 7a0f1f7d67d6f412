from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast, name="cast"),
    path("sit/<str:key>/", views.sit, name="sit"),
    path("stories/<slug:key>/", views.story, name="story"),
    path("hunt/", views.hunt, name="hunt"),
    path("finance-note.docx", views.word_sample, name="word-sample"),
    path("outbox/", views.outbox, name="outbox"),
]
