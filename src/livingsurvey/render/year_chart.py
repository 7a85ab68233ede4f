"""Works per year as a chart: SVG that scales with the page while its text does not, and tells itself without eyes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from livingsurvey.render.facets import year_of
from livingsurvey.render.pages import Pages

# Years before the last so many share a bar, or one old book would flatten a decade of papers into slivers.
_SPAN = 40
_HEIGHT = 96
_TOP, _BOTTOM = 14, 18
# Share of a year's room that its bar takes, and how many names of years fit below.
_BAR, _NAMES = 0.72, 8


def year_chart(pages: Pages) -> Markup:
    """The chart with its table; nothing for works of less than two years.

    A bar carries its year in `data-year`, and no link: only the page's script can follow one.
    """
    counts = Counter(filter(None, map(year_of, pages.survey.references.values())))
    if len(counts) < 2:
        return Markup()
    last = max(counts)
    first = max(min(counts), last - _SPAN + 1)
    earlier = sum(number for year, number in counts.items() if year < first)
    years = [(f"before {first}", earlier)] if earlier else []
    years += [(str(year), counts[year]) for year in range(first, last + 1)]
    most = max(number for _, number in years)
    grid = _tick(most)
    return pages.render(
        "year_chart.html",
        bars=_bars(years, most),
        height=_HEIGHT + _TOP + _BOTTOM,
        foot=_TOP + _HEIGHT,
        grid=grid,
        grid_at=_TOP + _HEIGHT - _HEIGHT * grid / most,
        rows=[(name, number) for name, number in years if number],
        span=f"{min(counts)} to {last}",
        peak=_peak(counts),
        undated=len(pages.survey.references) - counts.total(),
    )


def _bars(years: list[tuple[str, int]], most: int) -> Iterable[Mapping[str, object]]:
    """The place of each bar: along the chart in percent, up in pixels."""
    room = 100 / len(years)
    step = -(-len(years) // _NAMES)
    for place, (name, number) in enumerate(years):
        height = max(1.5, _HEIGHT * number / most) if number else 0
        x = place * room
        yield {
            "year": name if name.isdecimal() else "",
            "name": name,
            "number": number,
            "x": round(x + room * (1 - _BAR) / 2, 2),
            "width": round(room * _BAR, 2),
            "middle": round(x + room / 2, 2),
            "y": round(_TOP + _HEIGHT - height, 1),
            "height": round(height, 1),
            # Counted from the last year, which is always named.
            "named": (len(years) - 1 - place) % step == 0,
        }


def _tick(most: int) -> int:
    """The largest of 1, 2, 5, 10, 20, 50, ... that the chart reaches."""
    power = int("1" + "0" * (len(str(most)) - 1))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= most)


def _peak(counts: Mapping[int, int]) -> tuple[int, int]:
    year = max(counts, key=lambda year: (counts[year], year))
    return year, counts[year]
