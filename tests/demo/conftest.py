"""The cast of the demonstration alone; all of it stands in loaded/."""

import pytest

from tests.factories.days import TODAY


@pytest.fixture
def people(db):
    """The cast and the seats, without meetings."""
    from demo.loading import everything
    from demo.loading.calendar import days_from

    return everything.people(days_from(TODAY))


@pytest.fixture
def in_demo(settings):
    settings.DEMO = True
