"""The proof-reader beside a draft: each finding at its place, mended in one press or answered with a reason that is kept."""

import re

import pytest

from pcc_portal.writing.actions import blocks, texts
from pcc_portal.writing.models import Block, ProofAnswer, Revision
from tests.writing.conftest import NOW

pytestmark = pytest.mark.usefixtures("desk_pages")

IMPOSSIBLE = "There were two in Q2 2023/23."


def field(page, name):
    """The first hidden value of this name."""
    return re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]


def answer(client, root, page, reason, **more):
    sent = {"name": field(page, "name"), "key": field(page, "key"), "reason": reason}
    return client.post(f"{root}proof/", sent | more)


def test_a_finding_has_its_words_its_place_and_its_way_to_it(client, root, write):
    block = write(html=IMPOSSIBLE)
    page = client.get(f"{root}proof/")
    assert page.status_code == 200
    assert "A financial year is one and the next: 2023/24, not 2023/23." in page.text
    assert f'href="{root}#b-{block.pk}"' in page.text
    assert "1 thing to look at. They stop nothing." in page.text


def test_the_text_itself_leads_there_and_waits_for_nothing(client, root, write):
    write(html=IMPOSSIBLE)
    page = client.get(root)
    assert f'hx-get="{root}proof/"' in page.text
    assert f'<a href="{root}proof/">' in page.text
    assert "A financial year" not in page.text
    assert f'<a href="{root}proof/">' in client.get(f"{root}plain/").text


def test_beside_the_text_it_is_the_list_alone(client, root, write):
    write(html=IMPOSSIBLE)
    piece = client.get(f"{root}proof/", headers={"HX-Request": "true"})
    assert "A financial year" in piece.text
    assert "<html" not in piece.text


def test_it_is_right_because_and_stays_answered_until_its_words_change(client, root, write, iain):
    block = write(html=IMPOSSIBLE)
    page = client.get(f"{root}proof/")
    assert answer(client, root, page, "The heading of the old paper says so.").status_code == 303
    after = client.get(f"{root}proof/")
    assert "Nothing to look at." in after.text
    assert "Right, because: The heading of the old paper says so." in after.text
    kept = ProofAnswer.objects.get()
    assert (kept.name, kept.by) == ("impossible-period", iain)
    other = write(html="Another paragraph that has nothing to do with it.")
    assert "Nothing to look at." in client.get(f"{root}proof/").text
    blocks.save_block(block, base_version=1, html=f"{IMPOSSIBLE} And one more.", by=iain, at=NOW)
    assert "1 thing to look at." in client.get(f"{root}proof/").text
    assert other.text == block.text


def test_an_answer_is_taken_back(client, root, write):
    write(html=IMPOSSIBLE)
    answer(client, root, client.get(f"{root}proof/"), "As printed.")
    page = client.get(f"{root}proof/")
    assert answer(client, root, page, "", again="1").status_code == 303
    assert not ProofAnswer.objects.exists()
    assert "1 thing to look at." in client.get(f"{root}proof/").text


def test_a_reason_is_needed_and_what_was_typed_comes_back(client, root, write):
    write(html=IMPOSSIBLE)
    page = client.get(f"{root}proof/")
    empty = answer(client, root, page, "  ")
    assert empty.status_code == 422
    assert "Say in a few words why it is right." in empty.text
    long = answer(client, root, page, "why " * 200)
    assert long.status_code == 422
    assert "why why why" in long.text
    assert not ProofAnswer.objects.exists()


def test_beside_the_text_an_answer_gives_the_list_back(client, root, write):
    write(html=IMPOSSIBLE)
    sent = {name: field(client.get(f"{root}proof/"), name) for name in ("name", "key")}
    piece = client.post(f"{root}proof/", sent | {"reason": "As printed."}, headers={"HX-Request": "true"})
    assert piece.status_code == 200
    assert "Nothing to look at." in piece.text
    assert "<html" not in piece.text


def test_a_fix_is_saved_as_a_change_and_is_in_the_history(client, root, write):
    block = write(
        html="All <strong>CSP's</strong> are funded, see <a href=\"https://a.example/CSP's\">this</a>."
    )
    page = client.get(f"{root}proof/")
    sent = {"key": field(page, "key"), "base_version": field(page, "base_version")}
    assert client.post(f"{root}fix/{block.pk}/", sent).headers["Location"] == f"{root}#b-{block.pk}"
    block.refresh_from_db()
    assert block.html.startswith("All <strong>CSPs</strong> are funded")
    assert "a.example/CSP" in block.html
    assert list(Revision.objects.filter(block_id=block.pk).values_list("version", flat=True)) == [2, 1]
    assert client.post(f"{root}fix/{block.pk}/", sent).status_code == 409


def test_a_fix_mends_nothing_that_somebody_changed_meanwhile(client, root, write, joanne):
    block = write(html="Theft form the person fell.")
    page = client.get(f"{root}proof/")
    sent = {"key": field(page, "key"), "base_version": field(page, "base_version")}
    blocks.save_block(
        block, base_version=1, html="Theft form the person fell. So did robbery.", by=joanne, at=NOW
    )
    gone = client.post(f"{root}fix/{block.pk}/", sent)
    assert gone.status_code == 409
    key = field(client.get(f"{root}proof/"), "key")
    refused = client.post(f"{root}fix/{block.pk}/", {"key": key, "base_version": "1"})
    assert refused.status_code == 409
    assert "Somebody changed this part meanwhile" in refused.text
    assert Block.objects.get(pk=block.pk).html == "Theft form the person fell. So did robbery."


def test_a_reader_and_a_locked_text_have_no_proof_reader(client, root, write, text, iain):
    block = write(html=IMPOSSIBLE)
    assert client.get(f"{root}proof/?reader").status_code == 403
    assert client.post(f"{root}fix/{block.pk}/?reader").status_code == 403
    texts.lock(text, by=iain, at=NOW)
    assert client.get(f"{root}proof/").status_code == 403
    assert "proof/" not in client.get(root).text


@pytest.mark.parametrize(
    "sent", [{}, {"name": "no-such-check", "key": "a" * 64}, {"name": "sum-of-parts", "key": "x"}]
)
def test_what_no_page_sends_changes_nothing(client, root, write, sent):
    write(html=IMPOSSIBLE)
    assert client.post(f"{root}proof/", sent | {"reason": "why"}).status_code == 409
    assert not ProofAnswer.objects.exists()


def test_a_copy_of_a_text_keeps_what_was_answered(client, root, write, text, iain):
    write(html=IMPOSSIBLE)
    answer(client, root, client.get(f"{root}proof/"), "As printed.")
    twin = texts.copy(text, by=iain, at=NOW)
    assert [one.reason for one in twin.proof_answers.all()] == ["As printed."]


def test_it_asks_as_often_for_one_finding_as_for_many(client, root, write, django_assert_num_queries):
    write(html=IMPOSSIBLE)
    answer(client, root, client.get(f"{root}proof/"), "As printed.")
    with django_assert_num_queries(6):
        client.get(f"{root}proof/")
    for n in range(5, 9):
        write(html=f"There were two in Q{n}, they say.")
    with django_assert_num_queries(6):
        client.get(f"{root}proof/")
