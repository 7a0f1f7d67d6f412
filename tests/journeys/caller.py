"""A person without a browser: keeps cookies, follows nothing it is not told to, fills in the token of a form."""

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self):
        return self.body.decode()


@dataclass
class Caller:
    address: str
    cookies: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _Stay)

    def _open(self, request):
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.read(), dict(answer.headers))
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, refusal.read(), dict(refusal.headers))

    def get(self, path):
        return self._open(self.address + path)

    def post(self, path, *, of, **values):
        """Send a form of the page ``of``, with that page's token."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(of).text)
        assert token, of
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **values}).encode()
        return self._open(
            urllib.request.Request(self.address + path, data, headers={"Referer": self.address + of})
        )

    def sit(self, person):
        """In the chair of a person of the cast."""
        page = self.get("/demo/").text
        key = re.search(
            rf'action="(/demo/sit/[^"]+)"[^>]*>(?:(?!</form>).)*{re.escape(person)}', page, re.DOTALL
        )
        assert key, person
        answer = self.post(key[1], of="/demo/")
        assert answer.status == 303, answer.status

    def until(self, path, words, *, seconds):
        """Read a page again and again until it says so; how long that took."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if re.search(words, self.get(path).text):
                return time.monotonic() - started
            time.sleep(0.2)
        raise AssertionError(f"{path} did not say “{words}” within {seconds} s: {self.get(path).text[:4000]}")


def running_services(data):
    """Addresses of the demo's own database and broker."""
    return json.loads((data / "services.json").read_text(encoding="utf-8"))
