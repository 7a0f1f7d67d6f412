"""allauth's pages of the second step, with what the portal adds: what changed is set down, and whoever else is in must show it."""

from typing import Any

from allauth.account import views as passwords
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from pcc_portal.accounts import devices
from pcc_portal.accounts.actions import remembering, steps

ACCOUNT = reverse_lazy("accounts:account")


class Told:
    """A form that is not right comes back with 422, as everywhere in the portal."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:  # noqa: PLR2004
            response.status_code = 422
        return response


class Added:
    """A second step was set up here and now, so this session has taken it."""

    request: Any
    did_generate_recovery_codes: bool
    step, words = "", ""

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes:
            return reverse("mfa_view_recovery_codes")
        return reverse("accounts:account")

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        record_authentication(self.request, self.request.user, "mfa", type=self.step)
        changed(self.request, "accounts.step.added", what=self.words)
        return response


class Authenticate(Told, AuthenticateView):
    """The second step itself; a browser is spared it from then on, if its owner says so."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user = self.request.user
        if self.request.POST.get("remember") and user.is_authenticated:
            remembering.remember(user, response, device=device(self.request), at=timezone.now())
        return response


class ActivateApp(Added, Told, ActivateTOTPView):
    step, words = "totp", "authenticator app"


class DeactivateApp(Told, DeactivateTOTPView):
    success_url = ACCOUNT

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        changed(self.request, "accounts.step.removed", what="authenticator app")
        return response


class AddPasskey(Added, Told, AddWebAuthnView):
    """Always one that signs in alone: kept on the device, opened by its owner's finger, face or PIN."""

    step, words = "webauthn", "passkey"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["js_data"] = {
            "creation_options": auth.begin_registration(self.request.user, passwordless=True)
        }
        return context


class RemovePasskey(RemoveWebAuthnView):
    success_url = ACCOUNT

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        response = super().form_valid(form)
        changed(self.request, "accounts.step.removed", what="passkey")
        return response


class SignInWithPasskey(LoginWebAuthnView):
    """To the page that was first asked for, as after a password."""

    def form_valid(self, form: Any) -> HttpResponse:
        found = form.cleaned_data["credential"]
        login = Login(user=found.user, redirect_url=get_next_redirect_url(self.request))
        return perform_passwordless_login(self.request, found, login)


class MakeCodes(Told, GenerateRecoveryCodesView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        changed(self.request, "accounts.codes.made", what="recovery codes")
        return response


class AgainByPassword(Told, passwords.ReauthenticateView):
    pass


class AgainByCode(Told, ReauthenticateView):
    pass


def device(request: Any) -> str:
    return devices.words(request.headers.get("User-Agent", ""))


def changed(request: Any, kind: str, *, what: str) -> None:
    key = request.session.session_key
    steps.changed(request.user, kind, what=what, session_key=key, at=timezone.now())


authenticate = Authenticate.as_view()
activate_app = ActivateApp.as_view()
deactivate_app = DeactivateApp.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
sign_in_with_passkey = SignInWithPasskey.as_view()
make_codes = MakeCodes.as_view()
view_codes = ViewRecoveryCodesView.as_view()
again_by_password = AgainByPassword.as_view()
again_by_code = AgainByCode.as_view()
again_by_passkey = ReauthenticateWebAuthnView.as_view()
