"""The scanner's answers, from a server that speaks clamd's protocol."""

import time

import pytest

from pcc_portal.documents.scanning import Infected, Verdict, scan
from tests.factories.scanner import EICAR, clamd, deaf


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Verdict.CLEAN),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict.NOT_SCANNED),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", Verdict.NOT_SCANNED),
        (b"", Verdict.NOT_SCANNED),
        (b"x" * 9000, Verdict.NOT_SCANNED),
    ],
)
def test_answers(answer: bytes, verdict: Verdict) -> None:
    data = b"x" * 200_000
    with clamd(answer) as (url, got):
        assert scan(data, url=url, seconds=5) == verdict
    assert got == [data]


def test_a_find_is_refused_in_words() -> None:
    with clamd() as (url, _), pytest.raises(Infected, match="was not kept"):
        scan(b"before " + EICAR + b" after", url=url, seconds=5)


def test_no_scanner_is_not_scanned() -> None:
    assert scan(b"x", url="") == Verdict.NOT_SCANNED
    assert scan(b"x", url="unix:///nonexistent/clamd.sock") == Verdict.NOT_SCANNED


@pytest.mark.slow
@pytest.mark.parametrize("slow", [{"before": 3.0}, {"each_letter": 0.1}])
def test_a_slow_scanner_is_waited_for_no_longer_than_was_said(slow: dict[str, float]) -> None:
    """Also one that says a letter now and then, so that no single wait is ever long."""
    begun = time.monotonic()
    with clamd(b"stream: OK\0", **slow) as (url, _):
        assert scan(b"x", url=url, seconds=0.3) == Verdict.NOT_SCANNED
        assert time.monotonic() - begun < 1.5


@pytest.mark.slow
def test_a_scanner_that_takes_nothing_is_not_waited_for_either() -> None:
    begun = time.monotonic()
    with deaf() as url:
        assert scan(b"x" * 20_000_000, url=url, seconds=0.3) == Verdict.NOT_SCANNED
    assert time.monotonic() - begun < 1.5


@pytest.mark.slow
def test_a_scanner_with_time_is_believed() -> None:
    with clamd(each_letter=0.01) as (url, _):
        assert scan(b"x", url=url, seconds=10) == Verdict.CLEAN
