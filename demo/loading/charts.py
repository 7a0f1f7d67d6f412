"""Charts as drawings with real text in them: the same figures give the same bytes."""

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ticker import FuncFormatter, MaxNLocator

from demo.content.blocks import Chart
from pcc_portal.pdf.fonts import FAMILY

INK, SECOND_INK, LINE = "#1b2430", "#4a5665", "#c8d0d9"
# Series are told apart by dash, mark and hatch; colour only helps, and all read in black and white.
STROKES: list[dict[str, Any]] = [
    {"color": "#12355b", "linestyle": "-", "marker": "o"},
    {"color": "#8a5300", "linestyle": "--", "marker": "s"},
    {"color": "#1e6b3a", "linestyle": ":", "marker": "^"},
    {"color": "#4a5665", "linestyle": "-.", "marker": "D"},
]
FILLS: list[dict[str, Any]] = [
    {"color": "#12355b", "hatch": ""},
    {"color": "#c8d0d9", "hatch": "////"},
    {"color": "#e8eef5", "hatch": "...."},
    {"color": "#ffffff", "hatch": "xx"},
]
WIDE, HIGH = 6.2, 3.7  # inches: the measure of a printed paper
FEW_POINTS = 8  # more of them, and only every third is named
LOOK: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "ardenshire",
    "font.family": [FAMILY, "sans-serif"],  # a reader's browser has not ours, and takes its own
    "font.sans-serif": [FAMILY],
    "font.size": 9.5,
    "text.color": INK,
    "axes.edgecolor": SECOND_INK,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.color": INK,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
}


def drawn(chart: Chart) -> str:
    """The chart as SVG. Its words are text that can be read out and searched."""
    _know_our_letters()
    with mpl.rc_context(LOOK):
        figure = Figure(figsize=(WIDE, HIGH), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        (_lines if chart.kind == "line" else _bars)(axes, chart)
        _frame(axes, chart)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


@cache
def _know_our_letters() -> None:
    """Widths are measured with the letters that are printed: the bundled family, under the name it has in print."""
    for face in ("Regular", "Bold"):
        with as_file(files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{face}.ttf")) as path:
            fontManager.addfont(path)
        fontManager.ttflist.append(replace(fontManager.ttflist[-1], name=FAMILY))


def _lines(axes: Axes, chart: Chart) -> None:
    for (name, values), stroke in zip(chart.series.items(), STROKES, strict=False):
        axes.plot(range(len(values)), values, label=name, linewidth=1.8, markersize=4.5, **stroke)


def _bars(axes: Axes, chart: Chart) -> None:
    width = 0.72 / len(chart.series)
    for place, ((name, values), fill) in enumerate(zip(chart.series.items(), FILLS, strict=False)):
        left = [n + (place - (len(chart.series) - 1) / 2) * width for n in range(len(values))]
        bars = axes.bar(left, values, width * 0.94, label=name, edgecolor=INK, linewidth=0.8, **fill)
        if len(chart.x) * len(chart.series) <= FEW_POINTS:
            axes.bar_label(bars, fmt=_number, padding=2)


def _frame(axes: Axes, chart: Chart) -> None:
    axes.margins(x=0.04, y=0.15)
    if chart.kind == "bar":
        axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.tick_params(length=0)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(value)))
    axes.set_xticks(*zip(*_marks(chart.x), strict=True))
    if len(chart.series) > 1:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=len(chart.series), handlelength=3)
    else:
        axes.set_title(next(iter(chart.series)), loc="left", fontsize=9.5, color=INK)


def _marks(names: list[str]) -> Iterator[tuple[int, str]]:
    """Every point of a short row, every third of a long one, the last always."""
    step = 1 if len(names) <= FEW_POINTS + 1 else 3
    last = len(names) - 1
    for n, name in enumerate(names):
        if (last - n) % step == 0:
            yield n, name


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
