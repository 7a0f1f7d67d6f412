"""When the second step is asked for at sign-in: always where there is one, unless it was taken elsewhere or spared."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from pcc_portal.accounts import factors
from pcc_portal.accounts.actions import remembering


class SecondStep(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        if self.login.state.get("vouched"):
            record_authentication(request, self.login.user, "mfa", type=factors.VOUCHED)
            return False
        if not super()._should_handle(request):
            return False
        if remembering.is_known(request, self.login.user):
            record_authentication(request, self.login.user, "mfa", type=factors.REMEMBERED)
            return False
        return True
