"""The addresses under /governance/."""

from django.urls import URLPattern, URLResolver, path

from governance.views import actions

app_name = "governance"
urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/", actions.all_of_them, name="actions"),
    path("actions/actions.csv", actions.as_csv, name="actions-csv"),
    path("actions/add/", actions.add, name="action-add"),
    path("actions/<slug:ref>/", actions.one, name="action"),
    path("actions/<slug:ref>/files/<int:pk>/", actions.file, name="action-file"),
    path("actions/<slug:ref>/<slug:step>/", actions.step, name="action-step"),
]
