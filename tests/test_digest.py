"""What a long report shows of itself: no more than one can read, something of each kind, and what to type next."""

from __future__ import annotations

from livingsurvey.check.reporters.digest import ROOM, digest, statistics, summary
from livingsurvey.check.rule import Diagnostic, Rule, Severity
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

SOURCE = Source("refs.bib", "word\n" * 2000)


def some_rule(*_: object) -> None:
    """Stands for a rule."""


def rule(code: str, severity: Severity = "error") -> Rule:
    return Rule(code, severity, some_rule)  # type: ignore[arg-type]


def findings(rule: Rule, number: int, source: Source = SOURCE, start: int = 0) -> list[Diagnostic]:
    """So many findings of a rule, one a line."""
    lines = range(start, start + number)
    return [Diagnostic(rule, Problem(source.span(5 * line, 5 * line + 4), "wrong", "mend it")) for line in lines]


def test_the_summary_counts_and_names_the_next_command() -> None:
    assert summary([]) == "No problems found."
    assert summary(findings(rule("CIT001"), 1)) == "1 error. `survey explain CIT001` tells more."
    both = findings(rule("CIT001"), 2) + findings(rule("BIB003", "warning"), 1200)
    assert summary(both) == "2 errors and 1,200 warnings. `survey explain CIT001` tells more."


def test_the_summary_tells_how_much_can_be_mended() -> None:
    plain, place = rule("CIT001"), SOURCE.span(0, 4)
    none, unsafe, safe = (
        Diagnostic(plain, Problem(place, "wrong", fix=fix))
        for fix in (None, Fix((Edit(place, ""),)), Fix((Edit(place, ""),), safe=True))
    )
    more = ". `survey explain CIT001` tells more."
    assert summary([none, safe]) == "2 errors; 1 can be mended with `survey check --fix`" + more
    assert summary([unsafe, safe, safe]) == (
        "3 errors; 2 can be mended with `survey check --fix`, 1 more with `--unsafe-fixes`" + more
    )
    assert summary([unsafe]) == "1 error; 1 can be mended with `survey check --fix --unsafe-fixes`" + more
    assert "10 errors; 9 can be mended" in digest([none, *[safe] * 9], "survey check")
    assert "100 errors; 99 can be mended" in digest([none, *[safe] * 99], "survey check")


def test_a_short_report_is_shown_whole() -> None:
    few = findings(rule("BIB001"), ROOM)
    assert digest(few, "survey check").splitlines()[-2:] == ["", "40 errors. `survey explain BIB001` tells more."]
    assert digest(few, "survey check").count("BIB001] wrong; mend it") == ROOM


def test_a_long_report_shows_some_of_each_kind_and_counts_the_rest() -> None:
    many = [
        *findings(rule("BIB001"), 3, start=1500),
        *findings(rule("BIB012"), 60),
        *findings(rule("BIB025", "warning"), 1900),
        *findings(rule("BIB032", "warning"), 7, start=900),
    ]
    report = digest(many, "survey check refs.bib").splitlines()
    head = report[: report.index("")]
    assert len(head) == ROOM
    assert sum("BIB001" in line for line in head) == 3
    assert sum("BIB012" in line for line in head) == 37
    assert head == sorted(head, key=lambda line: int(line.split(":")[1]))
    assert report[len(head) + 1 :] == [
        "These are 40 of 1,970 findings:",
        "",
        "     60  BIB012  error    some-rule",
        "      3  BIB001  error    some-rule",
        "  1,900  BIB025  warning  some-rule",
        "      7  BIB032  warning  some-rule",
        "",
        "63 errors and 1,907 warnings. Next: `survey check refs.bib --select BIB012 --all` shows every BIB012,",
        "`survey explain BIB012` says why it matters.",
    ]


def test_warnings_share_the_room_between_their_rules() -> None:
    many = findings(rule("BIB025", "warning"), 1000) + findings(rule("BIB032", "warning"), 30, start=1500)
    head = digest(many, "survey check").split("\n\n")[0]
    assert head.count("BIB025") == head.count("BIB032") == 20


def test_blank_lines_and_excerpts_count_as_lines() -> None:
    files = [Source(f"{number}.bib", "word\n") for number in range(60)]
    many = [finding for source in files for finding in findings(rule("BIB001"), 1, source)]
    assert len(digest(many, "survey check").partition("\n\nThese")[0].splitlines()) <= ROOM
    shown = digest(findings(rule("BIB001"), 100), "survey check", columns=80).partition("\n\nThese")[0]
    assert len(shown.splitlines()) == 39
    assert shown.count("^^^^") == 13


def test_statistics_put_errors_first_then_the_most_frequent() -> None:
    many = findings(rule("BIB032", "warning"), 9) + findings(rule("CIT001"), 2) + findings(rule("BIB001"), 2)
    assert [line.split()[1] for line in statistics(many).splitlines()] == ["BIB001", "CIT001", "BIB032"]
