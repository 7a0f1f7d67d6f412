import pytest

from pcc_portal.pdf.pool import RenderPool


@pytest.fixture(scope="session")
def pool():
    with RenderPool(2, seconds=60) as running:
        yield running


@pytest.fixture(scope="session")
def rendered(pool):
    """Renders a part once in the test run."""
    known = {}

    def render(part):
        key = part.title, part.html
        if key not in known:
            known[key] = pool.render(part)
        return known[key]

    return render
