"""Faults of addresses: what is one, what is none, and what was meant."""

from __future__ import annotations

import pytest

from livingsurvey.check.pages.web_addresses import fault

# What was meant, and whether that is certain.
MENDED = {
    "htps://example.org": ("https://example.org", True),
    "htttps://example.org/a?b#c": ("https://example.org/a?b#c", True),
    "ttps://example.org": ("https://example.org", True),
    "htp://example.org": ("http://example.org", False),
    "http//example.org": ("http://example.org", True),
    "https:example.org/a": ("https://example.org/a", True),
    "https;//example.org": ("https://example.org", True),
    "https:///example.org": ("https://example.org", True),
    "HTTP:/example.org": ("http://example.org", True),
    "https://https//example.org": ("https://example.org", True),
    "https://http://example.org": ("http://example.org", False),
    "https://dx.doi.org/https://doi.org/10.1000/182": ("https://doi.org/10.1000/182", True),
    "www.example.org/a": ("https://www.example.org/a", False),
    "arxiv.org/abs/1602.05629": ("https://arxiv.org/abs/1602.05629", False),
    "ann@example.org": ("mailto:ann@example.org", True),
    "DOI: 10.1000/182": ("https://doi.org/10.1000/182", True),
}


@pytest.mark.parametrize("address", MENDED)
def test_what_was_meant_is_told_and_sound(address: str) -> None:
    found = fault(address)
    assert found
    assert (found.mended, found.safe) == MENDED[address]
    assert fault(MENDED[address][0]) is None


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "nowhere"),
        ("https://", "no host"),
        ("https:///", "no host"),
        ("https:", "no host"),
        ("https://?q", "no host"),
        ("https://example.org/a b", "blank"),
        ("https://exa mple.org", "blank"),
        ("https://example", "`example` is no host"),
        ("https://www,example.org", "`www,example.org` is no host"),
        ("https://.org", "`.org` is no host"),
        ("https://example.org:port/a", "`port` is no port"),
        ("https://[::1", "no host"),
        ("https://example.org/a(b", "parenthesis"),
        ("mailto:", "without an address"),
        ("mailto:ann", "`ann` is no e-mail address"),
        ("mailto://ann@example.org", "no e-mail address"),
        ("mailto:ann@example.org;bob", "no e-mail address"),
        ("mailto:ann @example.org", "blank"),
    ],
)
def test_what_nobody_can_mend_is_told_too(address: str, message: str) -> None:
    found = fault(address)
    assert found
    assert message in found.message
    assert found.hint
    assert found.mended is None


@pytest.mark.parametrize(
    "address",
    [
        *(
            "#top",
            "a.md",
            "../a/b.md#c",
            "http/a.md",
            "https/index.md",
            "tps/a.md",
            "www/a.md",
            "notes.org",
            "a@b.md/c",
        ),
        *(
            "https://example.org",
            "HTTPS://EXAMPLE.ORG/",
            "http://127.0.0.1:8000/a",
            "http://[2001:db8::1]:80/",
            "//a.org",
        ),
        *("https://user:word@example.org:80/a", "https://xn--mller-kva.example/", "https://müller.example/ü(a)"),
        *("mailto:ann@example.org,bob@example.org", "mailto:ann%40example.org", "mailto:?subject=a%20b"),
        *("ftp://example.org/a", "tel:+491234", "hxxp://example.org", "javascript:x", "data:text/plain,x", "doi:x"),
        *("https://web.archive.org/web/2020/http://example.org/", "https://httpbin.org", "https://{{ host }}/a b"),
        *("https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "https://localhost:8000"),
    ],
)
def test_sound_addresses_and_paths_of_files_have_no_fault(address: str) -> None:
    assert fault(address) is None
