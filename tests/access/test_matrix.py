"""Every row of the matrix, by everyone; and no address without a row."""

import re

import pytest
from django.urls import reverse

from tests.access import matrix
from tests.access.addresses import address
from tests.access.answering import answers
from tests.access.cast import EVERYONE, GROUPS
from tests.access.scene import blanked, undone
from tests.architecture.test_public_role import table

# One worker makes the scene and crawls it, and not each of them.
pytestmark = pytest.mark.xdist_group("access")

ROWS = list(matrix.rows())


def test_every_address_has_a_row():
    ours = {name for name in table() if not name.startswith(matrix.THIRD_PARTY)}
    assert {name.partition("|")[0] for _, name, _ in ROWS} == ours


def test_every_one_of_the_cast_stands_in_one_column():
    assert (tuple(GROUPS), sorted(n for group in GROUPS.values() for n in group)) == (
        matrix.COLUMNS,
        sorted(EVERYONE),
    )


@pytest.mark.slow
@pytest.mark.parametrize(("subject", "name", "cells"), ROWS, ids=[f"{s}-{n}" for s, n, _ in ROWS])
def test_matrix(look, subject, name, cells):
    url, data = address(look, subject, name), answers(look, name)
    got = {}
    nothing = look.nothing
    for column, people in GROUPS.items():
        for who in people:
            client = look.clients[who]
            read = look.read(who, url)
            with undone():
                done = client.post(url, data)
            got[who] = (read.status_code, done.status_code)
            for response in (read, done):
                tells(response, column, nothing[who])
    expected = {
        who: matrix.ALONE.get((name, who), cells[column])
        for column, people in GROUPS.items()
        for who in people
    }
    assert {who: status for who, status in got.items() if status != expected[who]} == {}


def tells(response, column, nothing):
    """Where one is sent, and why one is refused; who may not know of a thing reads what is said of no thing at all."""
    match response.status_code:
        case 302 if column == "anon":
            assert response.headers["Location"].startswith(reverse("account_login"))
        case 403:
            assert reason(response) not in {"", "Your role does not allow it."}
        case 409:
            assert re.search(r'role="alert"', response.text)
        case 404:
            assert blanked(response) == nothing


def reason(response):
    return re.search(r'<p class="lede">(.*?)</p>', response.text, re.DOTALL)[1].strip()
