from django.urls import path

from pcc_portal.notices import views

app_name = "notices"
urlpatterns = [path("bounces/<str:token>/", views.bounce, name="bounce")]
