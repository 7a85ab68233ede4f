"""CIT008 on sentences labelled by hand (`tests/claims/README.md`), and what it counts as a source."""

from __future__ import annotations

from pathlib import Path

import pytest
from in_memory import survey_of

import livingsurvey

LABELLED = Path(__file__).parent / "claims"


def found(text: str) -> list[str]:
    """The quantities that are claimed without a source in a chapter's text."""
    survey = survey_of({"docs/index.md": f"# Title\n\n{text}\n"})
    return [finding.problem.span.text for finding in livingsurvey.check(survey, select=["CIT008"])]


def sentences(name: str) -> list[tuple[str, str]]:
    """Label and text of each labelled sentence."""
    lines = (LABELLED / name).read_text("utf-8").splitlines()
    return [(label, text) for label, _, text in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize(("name", "least"), [("first.tsv", 100), ("second.tsv", 60), ("held-out.tsv", 60)])
def test_claims_are_found_with_precision_and_recall(name: str, least: int) -> None:
    labelled = sentences(name)
    assert len(labelled) >= least
    claims = [text for label, text in labelled if label == "claim"]
    reported = [text for _, text in labelled if found(text)]
    right = [text for text in reported if text in claims]
    assert len(claims) >= 0.4 * len(labelled)
    assert len(right) >= 0.8 * len(reported), [text for text in reported if text not in claims]
    assert len(right) >= 0.9 * len(claims), [text for text in claims if text not in reported]


@pytest.mark.parametrize(
    "text",
    [
        "Traffic falls by 94% [@a]. It even falls by 96% on images.",
        "Traffic falls by 94%. The authors ascribe this to sparse updates [@a].",
        "Traffic falls by 94%. [@a]",
        "A filter on the server drops outliers [@a]. The filter removes 94% of them.",
        "FedBuff waits for nobody [@a]. FedBuff is 3.3 times faster.",
        "Traffic falls by 94%.[^1]\n\n[^1]: @a.",
        "Traffic falls by 94%, says [a report](https://example.org).",
        "Traffic falls by 94%, see <https://example.org/x>.",
        "Traffic falls by 94% (@tbl-traffic).",
        "Measured by @a:\n\n- traffic falls by 94%;\n- accuracy by 2%.",
        "| Method | Traffic |\n|---|---|\n| First [@a] | 94% less |",
        "| Method | Traffic [@a] |\n|---|---|\n| First | 94% less |",
        "| Method | Traffic |\n|---|---|\n| First | 94% less |\n\n/// table-caption\nAs measured [@a].\n///",
        "/// table-caption\nAs measured [@a].\n///\n\n| Method | Traffic |\n|---|---|\n| First | 94% less |",
        "| Method | Traffic |\n|---|---|\n| First | 94% less [@a] |\n\n/// table-caption\nFrom 2% to 94%.\n///",
        "Suppose that 94% take part. Then each sends 10 MB.",
        "If 94% take part, the server waits.",
        "`94%` and $x = 94\\%$ and <!-- 94% --> and ![94% less](a.png) and [text](down-94%.md).",
        "## Falls by 94%",
        "    Traffic falls by 94%.",
    ],
    ids=ascii,
)
def test_what_has_a_source_or_claims_nothing_is_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Averaging is old [@a]. Traffic falls by 94%.", ["94%"]),
        ("Traffic falls by 94%. Averaging is old [@a].", ["94%"]),
        ("A filter drops outliers [@a]. The server removes 94% of them.", ["94%"]),
        ("Averaging is old [@a]. Averaging removes 94%.", ["94%"]),
        ("Traffic falls by 94%. Time falls by 12%.", ["94%", "12%"]),
        ("Traffic, if 3% take part, falls by 94%.", ["94%"]),
        ("Measured by @a:\n\n- traffic falls by 94%.\n\nTime falls by 12%.", ["12%"]),
        ("| Method [@a] | Traffic |\n|---|---|\n| First | 94% less, 3 MB |", ["94%"]),
        ("> - Traffic falls by 94%,\r\n>   or by 96%.", ["94%"]),
        ("!!! note\r\n    Traffic falls by 94%.\r\n", ["94%"]),
        ("Traffic falls by $37\\%$ and $10^4$ nodes take part.", ["$37\\%$"]),
        ("By Ash et al. 94% less is sent.", ["94%"]),
        ("See [94% less](below.md).", ["94%"]),
    ],
    ids=ascii,
)
def test_what_has_none_is_found_at_its_place(text: str, quantities: list[str]) -> None:
    assert found(text) == quantities
