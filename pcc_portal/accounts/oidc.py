"""OpenID Connect with the organisation's own sign-in service: asking it who someone is, and believing only what it signed.

Authorisation code with PKCE, state and nonce. The answer's signature is always checked against the service's keys, and so
are issuer, audience, expiry and nonce (ADR 12). What comes out is an issuer and a subject; names and addresses are not read.
"""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from django.conf import settings

ALGORITHMS = [
    "RS256",
    "PS256",
    "ES256",
]  # signed with a key that only the service has; never "none", never a shared secret
MFA_CONTEXTS = {"http://schemas.microsoft.com/claims/multipleauthn", "possessionorinherence", "phr", "phrh"}
SECONDS = 5
LONGEST = 200_000  # bytes; what a service says of itself fits many times


class NotBelieved(Exception):
    """The service's answer is not one: it is refused, whatever it says."""


@dataclass(frozen=True)
class Question:
    """What is kept in the session until the answer comes back; used once."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    next: str = ""

    def kept(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Answer:
    """Who the service says it is. Nothing else of it is used."""

    issuer: str
    subject: str
    took_second_step: bool


def address(question: Question, *, back_to: str) -> str:
    """Where the browser is sent. Raises NotBelieved when the service does not answer as it should."""
    digest = sha256(question.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back_to,
        "scope": "openid",
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{_service()['authorization_endpoint']}?{urlencode(asked)}"


def answer(question: Question, given: Mapping[str, str], *, back_to: str) -> Answer:
    """Exchange the code that came back for a signed answer, and check it. Raises NotBelieved."""
    if not secrets.compare_digest(given.get("state", ""), question.state):
        raise NotBelieved("The answer belongs to another question.")
    if "iss" in given and given["iss"] != settings.OIDC_ISSUER:  # RFC 9207
        raise NotBelieved("The answer comes from another service.")
    if not given.get("code"):
        raise NotBelieved("The service did not let them in.")
    service = _service()
    token = _exchanged(service["token_endpoint"], question, given["code"], back_to=back_to)
    claims = _checked(token, service["jwks_uri"])
    if not secrets.compare_digest(str(claims.get("nonce", "")), question.nonce):
        raise NotBelieved("The answer was given before, to somebody else.")
    return Answer(settings.OIDC_ISSUER, str(claims["sub"]), _took_second_step(claims))


def _took_second_step(claims: Mapping[str, Any]) -> bool:
    methods = claims.get("amr", [])
    return (isinstance(methods, list) and "mfa" in methods) or claims.get("acr") in MFA_CONTEXTS


def _service() -> dict[str, str]:
    """What the service says of itself; it must call itself by the name it was configured under."""
    said = _asked("GET", f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != settings.OIDC_ISSUER:
        raise NotBelieved("The service calls itself by another name.")
    addresses = {name: said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    scheme = urlsplit(settings.OIDC_ISSUER).scheme
    if not all(isinstance(url, str) and urlsplit(url).scheme == scheme for url in addresses.values()):
        raise NotBelieved("The service names an address that is not safe to ask.")
    return addresses  # type: ignore[return-value]


def _exchanged(endpoint: str, question: Question, code: str, *, back_to: str) -> str:
    data = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_to,
        "client_id": settings.OIDC_CLIENT_ID,
        "client_secret": settings.OIDC_CLIENT_SECRET,
        "code_verifier": question.verifier,
    }
    token = _asked("POST", endpoint, data=data).get("id_token")
    if not isinstance(token, str):
        raise NotBelieved("The service gave no answer.")
    return token


def _checked(token: str, keys_at: str) -> dict[str, Any]:
    """Signature, issuer, audience and expiry."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_dict(_asked("GET", keys_at)).keys
        key = next(key for key in keys if key.key_id == kid)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=ALGORITHMS,
            issuer=settings.OIDC_ISSUER,
            audience=settings.OIDC_CLIENT_ID,
            leeway=60,
            options={"require": ["iss", "aud", "exp", "iat", "sub"], "verify_iat": False},
        )
    except (jwt.PyJWTError, StopIteration) as refusal:
        raise NotBelieved("The answer is not signed as it should be.") from refusal
    if (
        isinstance(claims["aud"], list)
        and len(claims["aud"]) > 1
        and claims.get("azp") != settings.OIDC_CLIENT_ID
    ):
        raise NotBelieved("The answer was meant for somebody else.")
    if not claims["sub"]:
        raise NotBelieved("The answer names nobody.")
    return claims


def _asked(method: str, url: str, **with_: Any) -> dict[str, Any]:
    """One request to the service: no redirects followed, not long, JSON."""
    try:
        with requests.request(
            method,
            url,
            timeout=SECONDS,
            allow_redirects=False,
            stream=True,
            headers={"Accept": "application/json"},
            **with_,
        ) as got:
            body = got.raw.read(LONGEST + 1, decode_content=True)
            if got.status_code != 200 or len(body) > LONGEST:  # noqa: PLR2004
                raise NotBelieved("The service did not answer as it should.")
        said = json.loads(body)
    except (requests.RequestException, ValueError, OSError) as trouble:
        raise NotBelieved("The service could not be asked.") from trouble
    if not isinstance(said, dict):
        raise NotBelieved("The service did not answer as it should.")
    return said
