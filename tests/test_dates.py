"""Dates and months as stores write them."""

import pytest

from livingsurvey.syntax.dates import Date, month, parse, told


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", Date(2019)),
        (" 2019-05 ", Date(2019, 5)),
        ("2020-02-29", Date(2020, 2, 29)),
        ("2019-05-01T12:30:00Z", Date(2019, 5, 1)),
        ("2019-05-01T12:30:00+02:00", Date(2019, 5, 1)),
        ("2019/2021", Date(2019, end=Date(2021))),
        ("2019-11/2020-02", Date(2019, 11, end=Date(2020, 2))),
        ("2019-05/2019", Date(2019, 5, end=Date(2019))),
        ("2019/", Date(2019, open=True)),
        ("2019/..", Date(2019, open=True)),
        ("/2019", Date(2019, open=True)),
        ("1687~", Date(1687, circa=True)),
        ("1687?", Date(1687, uncertain=True)),
        ("1687%", Date(1687, circa=True, uncertain=True)),
        ("199X", Date(1990, unspecified=10)),
        ("19XX", Date(1900, unspecified=100)),
        ("19uu", Date(1900, unspecified=100)),
        ("2019-XX-XX", Date(2019)),
        ("2019-05-XX", Date(2019, 5)),
        ("2019-21", Date(2019, 21)),
        ("-0343", Date(-343)),
        ("y17000", Date(17000)),
    ],
)
def test_a_date_is_read_as_biblatex_reads_it(text: str, date: Date) -> None:
    assert parse(text) == date


@pytest.mark.parametrize(
    "text",
    ["", "/", "May 2019", "19", "2019-13", "2019-00", "2019-02-29", "2019-04-31", "2019-21-01", "2019/05/01",
     "2021/2019", "2019-06/2019-05", "2019-05-09/2019-05-01", "01.05.2019", "2019-5-1", "2019.", "n.d.", "20199",
     "2019/x", "２０１９"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("jan", 1), ("January", 1), ("Sept.", 9), ("sep", 9), ("12", 12), ("03", 3), ("MAY", 5), ("13", 0), ("0", 0),
     ("ja", 0), ("", 0), ("June 3", 0), ("mai", 0), ("²", 0)],
)  # fmt: skip
def test_months(text: str, number: int) -> None:
    assert month(text) == number


@pytest.mark.parametrize(
    ("year", "date"),
    [
        ("2019", Date(2019)),
        ("c. 1920", Date(1920, circa=True)),
        ("ca.1920", Date(1920, circa=True)),
        ("[1920?]", Date(1920, uncertain=True)),
        ("(2019)", Date(2019)),
        ("2019a", Date(2019)),
        ("1990--1993", Date(1990, end=Date(1993))),
        ("1990–93", Date(1990, end=Date(1993))),
        ("2019/20", Date(2019, end=Date(2020))),
        ("2019-05-01", Date(2019, 5, 1)),
        ("1993--1990", None),
        ("in press", None),
        ("n.d.", None),
        ("May 2019", None),
        ("20019", None),
    ],
)
def test_a_year_is_read_as_people_write_it(year: str, date: Date | None) -> None:
    assert told(year) == date


@pytest.mark.parametrize(
    ("month", "day", "date"),
    [
        ("jul", "", Date(2019, 7)),
        ("jul~4", "", Date(2019, 7, 4)),
        ("4~jul", "", Date(2019, 7, 4)),
        ("4", "", Date(2019, 4)),
        ("4", "12", Date(2019, 4, 12)),
        ("July 4th", "", Date(2019, 7, 4)),
        ("10--12 August", "", Date(2019, 8, 10)),
        ("Aug. 10–12", "", Date(2019, 8, 10)),
        ("May–June", "", Date(2019, 5)),
        ("jan/feb", "", Date(2019, 1)),
        ("June 31", "", Date(2019, 6)),
        ("February", "29", Date(2019, 2)),
        ("Spring", "3", Date(2019, 21)),
        ("Fall", "", Date(2019, 23)),
        ("Michaelmas", "", Date(2019)),
        ("July 4 2019", "", Date(2019)),
        ("", "5", Date(2019)),
    ],
)
def test_months_and_days_belong_to_the_year(month: str, day: str, date: Date) -> None:
    assert told("2019", month, day) == date
