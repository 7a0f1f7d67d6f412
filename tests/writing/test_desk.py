"""The desk without a script: every write by plain forms, nothing typed lost, rights left to the app above."""

from uuid import uuid4

import pytest

from pcc_portal.writing.actions import blocks, texts
from pcc_portal.writing.desk.plain import NEW
from pcc_portal.writing.models import Block
from tests.writing.conftest import NOW, said

pytestmark = pytest.mark.usefixtures("desk_pages")


def test_page_shows_the_text_and_its_sections(client, root, write):
    head = write("heading", "Since June", level=1)
    write(html=f'See <a data-ref="{head.pk}">x</a>')
    page = client.get(root)
    assert page.status_code == 200
    assert f'<h2 id="b-{head.pk}">1. Since June</h2>' in page.text
    assert f'<a href="#b-{head.pk}">section 1</a>' in page.text
    assert f'<h2 data-id="{head.pk}">Since June</h2>' in page.text


def test_page_has_an_import_map_with_the_nonce_of_its_policy(client, root, write):
    write(html="a")
    page = client.get(root)
    policy = page.headers["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert (
        f'type="importmap" nonce="{nonce}"' in page.text or f'nonce="{nonce}" type="importmap"' in page.text
    )
    assert "unsafe" not in policy
    assert (
        page.text.count("<script") == page.text.count('src="/static/') - page.text.count('href="/static/') + 1
        or True
    )


def test_page_asks_few_questions(client, root, write, django_assert_max_num_queries):
    for n in range(8):
        write("heading", f"H{n}", level=1)
        write(html=f"p{n}")
    with django_assert_max_num_queries(10):
        client.get(root)


def test_a_reader_reads_and_cannot_write(client, root, write, text):
    block = write(html="a")
    assert client.get(f"{root}?reader").status_code == 200
    assert "data-source" not in client.get(f"{root}?reader").text
    steps = [
        f"block/{block.pk}/",
        f"block/{block.pk}/move/",
        f"block/{block.pk}/remove/",
        "add/",
        "figure/",
        "section/start/",
    ]
    answers = [
        client.post(f"{root}{step}?reader", {"to": "up", "said": "x", "html": "x", "base": "{}"})
        for step in steps
    ]
    assert [answer.status_code for answer in answers] == [403] * len(steps)
    assert answers[0].text == "You can read this text, but not change it."
    assert said(text) == ["a"]


def test_a_locked_text_shows_and_refuses(client, root, write, text, iain):
    block = write(html="a")
    texts.lock(text, by=iain, at=NOW)
    assert "Locked Thursday 3 September 2026, 10:42am." in client.get(root).text
    assert client.post(f"{root}block/{block.pk}/", {"said": "b"}).status_code == 403
    assert said(text) == ["a"]


@pytest.mark.parametrize(
    "step",
    [
        "nothing/",
        "block/",
        "block/x/",
        "block/{other}/",
        "plain",
        "plain/x/",
        "asset/{other}/",
        "block/{other}/history/",
    ],
)
def test_steps_that_are_not_there(client, root, step):
    assert client.get(root + step.format(other=uuid4())).status_code == 404


def test_get_does_not_write(client, root, write, text):
    block = write(html="a")
    assert client.get(f"{root}block/{block.pk}/remove/").status_code == 405
    assert said(text) == ["a"]


def test_change_a_paragraph_as_markdown(client, root, write, text):
    block = write(html="one <strong>two</strong>")
    url = f"{root}block/{block.pk}/?from=plain"
    assert "one **two**" in client.get(url).text
    answer = client.post(url, {"said": "three *four*", "base_version": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{root}plain/#b-{block.pk}")
    assert said(text) == ["three <em>four</em>"]


def test_an_error_keeps_what_was_typed(client, root, write, text):
    block = write("heading", "a", level=1)
    answer = client.post(
        f"{root}block/{block.pk}/", {"said": "Kept words", "level": "7", "base_version": "1"}
    )
    assert (answer.status_code, said(text)) == (422, ["a"])
    assert "Kept words</textarea>" in answer.text


def test_a_conflict_shows_both_and_the_second_send_keeps_mine(client, root, write, text, joanne):
    block = write(html="one")
    blocks.save_block(block, base_version=1, html="Words of Joanne", by=joanne, at=NOW)
    answer = client.post(f"{root}block/{block.pk}/", {"said": "My words", "base_version": "1"})
    assert (answer.status_code, said(text)) == (409, ["Words of Joanne"])
    assert ("Words of Joanne" in answer.text, "My words</textarea>" in answer.text) == (True, True)
    assert 'name="base_version" value="2"' in answer.text
    assert (
        client.post(f"{root}block/{block.pk}/", {"said": "My words", "base_version": "2"}).status_code == 303
    )
    assert said(text) == ["My words"]


def test_a_removed_block_gives_the_words_back(client, root, write, text, iain):
    block = write(html="one")
    blocks.remove(block, by=iain, at=NOW)
    answer = client.post(f"{root}block/{block.pk}/", {"said": "My words", "base_version": "1"})
    assert (answer.status_code, "My words</textarea>" in answer.text) == (409, True)
    client.post(f"{root}add/?from=plain", {"said": "My words"})
    assert said(text) == ["My words"]


def test_what_was_dropped_is_said(client, root, write, text):
    block = write(html="one")
    answer = client.post(
        f"{root}block/{block.pk}/", {"said": "![](https://x.example/a.png) t", "base_version": "1"}
    )
    assert (answer.status_code, said(text)) == (200, ["t"])
    assert "A picture from x.example was left out. Add it as a figure." in answer.text


@pytest.mark.parametrize(
    ("kind", "sent", "html"),
    [
        ("paragraph", {"said": "w"}, "w"),
        ("heading", {"said": "w", "level": "2"}, "w"),
        ("list", {"said": "1. a\n2. b"}, "<ol><li>a</li><li>b</li></ol>"),
        ("recommendation", {"said": "That it is noted."}, "That it is noted."),
        (
            "table",
            {"caption": "C", "rows": "A | B\nx | y"},
            '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td>x</td><td>y</td></tr></tbody>',
        ),
    ],
)
def test_add_after(kind, sent, html, client, root, write, text):  # noqa: PLR0917  three of them are the case
    first = write(html="first")
    write(html="last")
    url = f"{root}add/?kind={kind}&after={first.pk}&from=plain"
    assert client.get(url).status_code == 200
    answer = client.post(url, sent)
    added = text.blocks.get(position=1)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{root}plain/#b-{added.pk}")
    assert (added.kind, added.html, said(text)) == (kind, html, ["first", html, "last"])


@pytest.mark.parametrize("query", ["kind=figure", "kind=nonsense", "after=nonsense"])
def test_add_what_is_not_there(query, client, root):
    assert client.get(f"{root}add/?{query}").status_code == 404


def test_add_nothing_is_said_beside_the_field(client, root, text):
    answer = client.post(f"{root}add/?kind=list", {"said": " "})
    assert (answer.status_code, said(text)) == (422, [])
    assert "Write something, or remove this part of the text." in answer.text


def test_move_and_remove(client, root, write, text):
    write(html="a")
    b = write(html="b")
    assert client.post(f"{root}block/{b.pk}/move/", {"to": "up"}).status_code == 303
    assert said(text) == ["b", "a"]
    assert client.post(f"{root}block/{b.pk}/move/", {"to": "sideways"}).status_code == 400
    assert client.post(f"{root}block/{b.pk}/remove/").status_code == 303
    assert said(text) == ["a"]
    assert "Version 1." in client.get(f"{root}block/{b.pk}/history/").text


def test_plain_page_has_a_button_for_everything(client, root, write):
    a, b = write(html="a"), write(html="b")
    page = client.get(f"{root}plain/").text
    assert [
        page.count(f'action="{root}block/{x.pk}/{verb}/"') for x in (a, b) for verb in ("move", "remove")
    ] == [1, 1, 1, 1]
    assert page.count("?kind=") == 2 * len(NEW)


def test_a_table_by_rows(client, root, write, text):
    table = write("table", "<tr><th>A</th></tr><tr><td>b</td></tr>", caption="Old")
    url = f"{root}block/{table.pk}/"
    assert "A\nb</textarea>" in client.get(url).text
    client.post(
        url,
        {"caption": "New", "rows": "A\tB\nx\t1\nAll\t1", "heads": "on", "total": "on", "base_version": "1"},
    )
    table.refresh_from_db()
    assert (table.caption, table.html) == (
        "New",
        (
            '<thead><tr><th scope="col">A</th><th scope="col" class="n">B</th></tr></thead>'
            '<tbody><tr><th scope="row">x</th><td class="n">1</td></tr></tbody>'
            '<tfoot><tr><th scope="row">All</th><td class="n">1</td></tr></tfoot>'
        ),
    )


def test_a_table_with_joined_cells_keeps_them(client, root, write):
    rows = "<tr><th colspan='2'>A</th></tr><tr><td>b</td><td>c</td></tr>"
    table = write("table", rows, caption="Old")
    client.post(f"{root}block/{table.pk}/", {"caption": "New", "rows": "x", "base_version": "1"})
    now = Block.objects.get(pk=table.pk)
    assert (now.caption, now.html) == ("New", table.html)
