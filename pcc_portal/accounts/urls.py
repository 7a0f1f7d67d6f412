"""allauth's addresses, only those that are used: sign in, sign out, sign in by e-mailed code."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("inactive/", views.account_inactive, name="account_inactive"),
]
