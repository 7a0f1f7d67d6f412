"""A sign-in service of our own on this machine: it answers as Entra ID does, with keys made when it starts, and lies on demand."""

import base64
import json
import threading
import time
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "portal", "what only the portal and the service know"


def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Issuer:
    """``claims`` and the like are changed by a test before somebody signs in."""

    def __init__(self):
        self.own, self.strange = key(), key()
        self.sub, self.claims, self.header = "subject-1", {}, {}
        self.signed_with, self.algorithm, self.kid = self.own, "RS256", "k1"
        self.calls_itself = None
        self.token = None  # a whole token to give out instead
        self.asked, self.codes = [], {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/tenant/v2.0"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def discovery(self):
        return {
            "issuer": self.calls_itself or self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
        }

    def keys(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.own.public_key()))
        return {"keys": [public | {"kid": "k1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked):
        """What the browser is sent back with, once somebody has signed in there."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, sent):
        """A code is good once, for the client it was given to, and for whoever can show the other half of its challenge."""
        asked = self.codes.pop(sent["code"])
        digest = base64.urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=")
        assert (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", digest.decode())
        assert (sent["client_id"], sent["client_secret"]) == (CLIENT, SECRET)
        assert sent["redirect_uri"] == asked["redirect_uri"]
        return {"access_token": "unused", "id_token": self.token or self.signed(asked["nonce"])}

    def signed(self, nonce):
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": self.sub,
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
            "preferred_username": "someone@office.example",
            "email": "someone@office.example",
        }
        claims = {k: v for k, v in (claims | self.claims).items() if v is not None}
        return jwt.encode(
            claims, self.signed_with, algorithm=self.algorithm, headers={"kid": self.kid} | self.header
        )

    def handler(self):
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                page = {"/.well-known/openid-configuration": issuer.discovery, "/keys": issuer.keys}
                self.say(page[self.path.removeprefix("/tenant/v2.0")]())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                sent = {k: v[0] for k, v in parse_qs(body).items()}
                issuer.asked.append(sent)
                self.say(issuer.exchange(sent))

            def say(self, what):
                body = json.dumps(what).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        return Handler


def there(address):
    """What an address of the service asks for."""
    return {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
