"""The doors beside the command: a bare `mkdocs build` and `serve`, and the Markdown extension alone."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from conftest import MINIMAL, SMALL, Project, contents
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from site_links import broken_links

Make = Callable[..., Project]


def bare(project: Project, **settings: str) -> None:
    """What `mkdocs build` does, in this process."""
    config = load_config(str(project.root / "mkdocs.yml"), **settings)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


# ------------------------------------------------------------------------------------------- mkdocs build


def test_bare_build_makes_the_same_site(small: Project, small_built: Project) -> None:
    done = small.command("mkdocs", "build", "-q")
    assert done.code == 0, done
    bare_site, site = contents(small.site), contents(small_built.site)
    assert sorted(bare_site) == sorted(site)
    # The sitemap names the same pages in another order.
    differing = {path for path in site if sorted(bare_site[path].split()) != sorted(site[path].split())}
    assert differing <= {"sitemap.xml.gz"}


def test_bare_build_of_our_own_survey_differs_only_by_the_books(own: Project, tmp_path: Path) -> None:
    bare(own, site_dir=str(tmp_path / "bare"))
    site, bare_site = contents(own.site), contents(tmp_path / "bare")
    assert sorted({*site} ^ {*bare_site}) == ["survey.epub", "survey.pdf"]
    differing = [path for path in bare_site if bare_site[path] != site[path]]
    assert sorted(differing) == ["index.html", "llms.txt"]
    for path in differing:
        buttons = [f' href="{book}" download>'.encode() for book in ("survey.pdf", "survey.epub")]
        kept = [line for line in site[path].splitlines() if not any(button in line for button in buttons)]
        told = [line for line in kept if not re.search(rb"survey\.(pdf|epub)", line) or b"<a " in line]
        assert told == bare_site[path].splitlines()


@pytest.mark.parametrize("verbosity", [[], ["-q"], ["-v"]], ids=["plain", "quiet", "verbose"])
def test_mistake_stops_a_bare_build_at_every_verbosity(minimal: Project, verbosity: list[str]) -> None:
    minimal.build()
    before = contents(minimal.site)
    minimal.edit("docs/index.md", "lamport1978time", "lamport1987time")
    done = minimal.command("mkdocs", "build", *verbosity)
    assert done.code == 1
    assert "docs/index.md:3:32: error[CIT001] there is no entry `lamport1987time`" in done.err
    assert "1 error in the survey; nothing was built" in done.out + done.err
    assert "Traceback" not in done.out + done.err
    assert contents(minimal.site) == before


def test_warnings_do_not_stop_a_bare_build(minimal: Project) -> None:
    done = minimal.command("mkdocs", "build")
    assert done.code == 0
    assert "docs/index.md:1:1: warning[DOC002]" in done.err
    assert (minimal.site / "references/lamport1978time/index.html").is_file()


@pytest.mark.parametrize("ours", ["ignore", "severity"])
def test_what_our_rules_find_mkdocs_does_not_tell_in_its_own_words(minimal: Project, ours: str) -> None:
    own = {"ignore": "ignore: [DOC, REF]", "severity": "severity: {DOC: warning, REF: warning}"}[ours]
    nav = "nav: [index.md, missing.md]\n"
    minimal.write({"mkdocs.yml": f"{MINIMAL['mkdocs.yml']}{nav}extra: {{survey: {{{own}}}}}\n"})
    minimal.write({"docs/unnamed.md": "---\ntitle: U\n---\n[a](gone.md) [b](#nowhere) [c](survey.pdf)\n"})
    done = minimal.command("mkdocs", "build")
    assert done.code == 0, done
    for name in ("`missing.md`", "`gone.md`", "`#nowhere`"):
        assert done.err.count(name) == (ours == "severity"), name
    told = [line for line in done.err.splitlines() if "[DOC" not in line and "[REF" not in line]
    assert [line for line in told if "missing.md" in line or "gone.md" in line or "survey.pdf" in line] == []


def test_missing_folder_stops_a_bare_build_in_one_line(minimal: Project) -> None:
    minimal.write({"mkdocs.yml": MINIMAL["mkdocs.yml"] + "extra: {survey: {bibliography: ../*/[.bib}}\n"})
    done = minimal.command("mkdocs", "build", "-q")
    assert done.code == 1
    assert "Traceback" not in done.out + done.err


def test_references_are_in_the_search_wherever_the_plugin_stands(project: Make) -> None:
    first = project({**MINIMAL, "mkdocs.yml": MINIMAL["mkdocs.yml"].replace("search, survey", "survey, search")})
    bare(first)
    index = json.loads((first.site / "search/search_index.json").read_text("utf-8"))
    assert "references/lamport1978time/" in [entry["location"] for entry in index["docs"]]


def test_extension_that_the_settings_name_too_is_used_once(project: Make) -> None:
    twice = project({**MINIMAL, "mkdocs.yml": MINIMAL["mkdocs.yml"] + "markdown_extensions: [livingsurvey]\n"})
    bare(twice)
    assert twice.page("").count('id="cite-lamport1978time-1"') == 1
    assert broken_links(twice.site) == []


def test_only_contributed_pages_can_be_edited(project: Make) -> None:
    forge = "repo_url: https://example.org/me/survey\nedit_uri: edit/main/docs/\n"
    actions = "theme: {name: material, font: false, features: [content.action.edit]}\nplugins: [search, survey]\n"
    editable = project({**MINIMAL, "mkdocs.yml": "site_name: Minimal\n" + forge + actions})
    for make in (bare, Project.build):
        make(editable)
        edits = {
            page: "/edit/main/" in editable.page(page) for page in ("", "references", "references/lamport1978time")
        }
        assert edits == {"": True, "references": False, "references/lamport1978time": False}


def test_survey_without_a_forge_offers_no_editing(project: Make) -> None:
    actions = "site_name: M\ntheme: {name: material, features: [content.action.edit]}\nplugins: [search, survey]\n"
    closed = project({**MINIMAL, "mkdocs.yml": actions + "edit_uri: edit/main/docs/\n"})
    closed.build()
    assert "edit/main" not in closed.page("")


# ------------------------------------------------------------------------------------------- survey serve


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def until(words: str, read: Callable[[], str]) -> None:
    """Read again and again until these words are there."""
    limit = time.monotonic() + 20
    while words not in read():
        assert time.monotonic() < limit, f"{words!r} never came"
        time.sleep(0.1)


def test_preview_follows_chapters_and_the_store_and_survives_mistakes(minimal: Project) -> None:
    address, log = f"127.0.0.1:{free_port()}", minimal.root.parent / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [Path(sys.executable).with_name("survey"), "serve", "--address", address],
            cwd=minimal.root,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            follow(minimal, f"http://{address}/", log)
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=10) == 0
        finally:
            server.kill()
    said = log.read_text("utf-8")
    assert f"Serving on http://{address}/" in said
    assert "docs/index.md:3:32: error[CIT001] there is no entry `nosuchkey`" in said
    assert said.count("there is no entry `nosuchkey`") == 1  # not again with each reload
    assert said.count("`note` stands here again") == 1  # nor when the lines that it names are others
    assert "findings as before" in said
    assert "the preview shows what can be shown" in said
    assert "Traceback" not in said
    assert not minimal.site.exists()


def follow(project: Project, address: str, log: Path) -> None:
    """Edit one thing after another, and see each in the preview."""
    until("Lamport, 1978", lambda: fetched(address))
    reference = address + "references/lamport1978time/"
    until("Ordering of Events", lambda: fetched(reference))

    project.edit("bibliography/store.bib", "Ordering of Events", "Ordering of Surprises")
    until("Ordering of Surprises", lambda: fetched(reference))

    fields = "title = {Brand New}, year = {2026},\n  note = {One},\n  note = {Two}"
    project.write({"bibliography/more.bib": f"@misc{{new2026, {fields}}}\n"})
    until("Brand New", lambda: fetched(address + "references/"))

    project.edit("docs/index.md", "partially", "partially [@nosuchkey]")
    until("?nosuchkey", lambda: fetched(address))

    project.edit("bibliography/more.bib", "@misc", "\n\n@misc")
    project.edit("docs/index.md", "# Clocks", "# Clocks\n\nAnd one more paragraph, above the mistake.")
    until("And one more paragraph", lambda: fetched(address))

    project.edit("mkdocs.yml", "site_name: Minimal", "site_name: [")
    until("error happened during the rebuild", lambda: log.read_text("utf-8"))
    project.edit("mkdocs.yml", "site_name: [", "site_name: Maximal")
    until("Maximal", lambda: fetched(address))


def test_preview_on_a_port_that_is_taken_says_so(minimal: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = minimal.survey("serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.code == 2
    assert re.search(r"^error: .*(in use|verwendet).*$", done.err, re.M)


def test_preview_at_no_address_says_so(minimal: Project) -> None:
    done = minimal.survey("serve", "--address", "nonsense")
    assert done.code == 2
    assert "error: MkDocs: " in done.err


# ------------------------------------------------------------------------------------------- the extension alone


def test_extension_alone_needs_no_survey() -> None:
    text = "# T\n\nSee [@nobody], \\@me, $x^2$ and <script>alert(1)</script>`[@code]`.\n"
    page = html.fragment_fromstring(markdown.markdown(text, extensions=["livingsurvey"]), create_parent=True)
    assert page.xpath("//*[@class='sv-unknown']/text()") == ["?nobody"]
    assert page.find(".//math") is not None
    assert page.find(".//script") is None
    assert page.findtext(".//code") == "[@code]"
    assert "@me" in page.text_content()


def test_extension_keeps_nothing_from_one_text_to_the_next() -> None:
    md = markdown.Markdown(extensions=["livingsurvey", "toc"])
    first = md.convert("# One\n\n[@a]\n")
    md.reset()
    assert md.convert("Two.") == "<p>Two.</p>"
    md.reset()
    assert md.convert("# One\n\n[@a]\n") == first


def test_extension_named_in_a_bare_python_markdown_project_of_the_small_survey_leaves_all_text(
    small: Project,
) -> None:
    for name, text in SMALL.items():
        if name.endswith(".md"):
            assert "sv-unknown" in markdown.markdown(str(text), extensions=["livingsurvey"]) or "@" not in text
