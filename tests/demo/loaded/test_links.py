"""Where the pages of the Board lead in the loaded demonstration: nowhere that fails, and nowhere that is not there."""

import re

import pytest

from pcc_portal.accounts.models import User

pytestmark = pytest.mark.xdist_group("demo")

STARTS = ["/my/", "/governance/", "/panel/"]
PAGES = 80  # each, those of the Board first
FOLLOWED = re.compile(r'href="(/(?:my|governance|panel)/[^"#]*)"')
# A file that is being made answers 503 with words; no worker runs here.
FINE = {200, 302, 303, 403, 503}


def looked_at(client):
    """{address: status} of what is linked, from page to page."""
    waiting, found = list(STARTS), {}
    while waiting and len(found) < PAGES:
        url = waiting.pop(0)
        if url in found:
            continue
        answer = client.get(url)
        found[url] = answer.status_code
        if "html" in answer.get("Content-Type", "") and not answer.streaming:
            for link in FOLLOWED.findall(answer.text.replace("&amp;", "&")):
                waiting.insert(0, link) if "governance" in link else waiting.append(link)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ["officer", "chief.executive", "cc", "force"])
def test_no_link_leads_nowhere(loaded, db, client, name):
    client.raise_request_exception = False
    client.force_login(User.objects.get(email=f"{name}@demo.example"))
    found = looked_at(client)
    assert {url: status for url, status in found.items() if status not in FINE} == {}
    assert len(found) > PAGES // 2
