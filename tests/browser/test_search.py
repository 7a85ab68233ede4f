"""The search in a browser: what comes first, by keyboard, and what is shown."""

import re
from collections.abc import Callable, Iterator

import pytest
from conftest import MINIMAL, Project
from playwright.sync_api import Browser, Page, expect

from browser.conftest import CHAPTER, REFERENCE, in_view, served
from browser.searching import META, RESULT, found

# Names of systems as one types them, and the work of each.
SYSTEMS = {
    "diloco": "douillard2023diloco",
    "DiLoCoX": "qi2025dilocox",
    "Petals": "borzunov2023petals",
    "intellect-1": "jaghouar2024intellect",
    "INTELLECT-2": "primeintellectteam2025intellect",
    "GPT-4": "achiam2023gpt",
    "slowmo": "wang2020slowmo",
    "des-loc": "iacob2025des",
}


@pytest.fixture(scope="module")
def home(browser: Browser, sample_address: str) -> Iterator[Page]:
    """A home page with its search open, shared by tests that only type there; it may report no error."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(sample_address)
    yield page
    context.close()
    assert faults == []


def works(links: list[str]) -> list[str]:
    """The keys of the works among them."""
    return [link.split("/")[1] for link in links if re.fullmatch(r"references/[^/]+/", link)]


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_exact_name_of_a_system_comes_first(home: Page, name: str) -> None:
    assert found(home, name)[0] == f"references/{SYSTEMS[name]}/"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("McMahan 2017", "mcmahan2017communication"),
        ("mcmahan 2018", "mcmahan2018learning"),
        ("Moore 2017", "mcmahan2017communication"),
        ("deep leakage from", "zhu2019deep"),
        ("DiLoCo: Distributed", "douillard2023diloco"),
        ("(DiLoCo)", "douillard2023diloco"),
        ("qi2025dilocox", "qi2025dilocox"),
        ("2311.08105", "douillard2023diloco"),
        ("therien", "therien2025muloco"),
        ("Thérien", "therien2025muloco"),
    ],
    ids=str,
)
def test_authors_years_titles_and_keys_lead_to_the_work(home: Page, query: str, first: str) -> None:
    assert found(home, query)[0] == f"references/{first}/"


def test_whole_words_come_before_words_that_begin_so(home: Page) -> None:
    by_li = works(found(home, "Li"))
    assert all(key.startswith("li2") for key in by_li[:3])
    assert by_li.index("qi2025dilocox") < by_li.index("lian2017decentralized")  # by Qi, Zhu, Li and others


def test_words_joined_by_a_hyphen_are_found_either_way(home: Page) -> None:
    joined = works(found(home, "low-communication"))
    assert "douillard2023diloco" in joined[:5]
    assert works(found(home, "low communication"))[:5] == joined[:5]


def test_heading_of_a_chapter_leads_to_its_section(home: Page) -> None:
    links = found(home, "why bandwidth decides")
    assert links[:2] == [CHAPTER, f"{CHAPTER}#why-bandwidth-decides"]
    assert found(home, "Local updating")[0] == CHAPTER


def test_languages_own_marks_are_still_understood(home: Page) -> None:
    assert "references/douillard2023diloco/" in found(home, "+diloco +distributed")
    assert found(home, "dilco~1")[0] == "references/douillard2023diloco/"
    assert CHAPTER not in found(home, "title:diloco")


def test_nonsense_finds_nothing_and_the_search_says_so(home: Page) -> None:
    assert found(home, "xyzzyplugh") == []
    expect(home.locator(META)).to_have_text("No matching documents")


def test_result_tells_authors_and_year_and_marks_what_was_asked(home: Page) -> None:
    found(home, "diloco")
    first = home.locator(RESULT).first
    expect(first.get_by_role("heading")).to_have_text(re.compile(r"^DiLoCo: .* \(Douillard et al\., 2023\)$"))
    expect(first.locator("mark")).to_have_text("DiLoCo")
    expect(first).to_contain_text("Arthur Douillard, Qixuan Feng")
    expect(first.locator("code")).to_have_text("douillard2023diloco")


@pytest.mark.parametrize("opens", ["/", "s"])
def test_reader_searches_by_the_keyboard_alone(page: Page, sample_address: str, opens: str) -> None:
    page.goto(sample_address + CHAPTER)
    page.keyboard.press(opens)
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type("diloco")
    results = page.locator(RESULT)
    expect(results.first).to_have_attribute("href", re.compile(f"/name/{REFERENCE}"))
    expect(results.first.locator("mark")).to_have_text("DiLoCo")  # all that was typed has been answered
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/name/references/qi2025dilocox/"))
    expect(page.locator("h1 mark").first).to_have_text("DiLoCo")


def test_enter_goes_to_the_first_result(page: Page, sample_address: str) -> None:
    page.goto(sample_address + CHAPTER)
    page.keyboard.press("/")
    page.keyboard.type("petals")
    expect(page.locator(RESULT).first).to_have_attribute("href", re.compile("borzunov2023petals"))
    expect(page.locator(RESULT).first.locator("mark")).to_have_text("Petals")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/name/references/borzunov2023petals/"))


def test_section_is_shown_where_it_stands_with_the_words_marked(page: Page, sample_address: str) -> None:
    page.goto(sample_address)
    found(page, "why bandwidth decides")
    page.locator(f"{RESULT}[href*='#why-bandwidth-decides']").click()
    expect(page).to_have_url(re.compile(f"/name/{CHAPTER}"))
    in_view(page, "#why-bandwidth-decides:target")
    expect(page.locator("h2:target mark").first).to_be_visible()


def test_message_to_another_worker_stays_as_it_is(page: Page, sample_address: str) -> None:
    page.goto(sample_address)
    found(page, "diloco")
    said = page.evaluate(
        """async () => {
          const echo = new Worker(URL.createObjectURL(new Blob(["onmessage = (event) => postMessage(event.data)"])));
          const answers = [];
          for (const message of [{ type: 2, data: "else" }, { type: 1, data: "diloco" }, "diloco", null]) {
            const answer = new Promise((resolve) => echo.addEventListener("message", resolve, { once: true }));
            echo.postMessage(message);
            answers.push((await answer).data);
          }
          return answers;
        }"""
    )
    assert said == [{"type": 2, "data": "else"}, {"type": 1, "data": "diloco"}, "diloco", None]


def test_site_without_the_search_has_no_fault(project: Callable[..., Project], page: Page) -> None:
    site = project({**MINIMAL, "mkdocs.yml": MINIMAL["mkdocs.yml"].replace("search, survey", "survey")})
    site.build()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    with served(site.site) as root:
        page.goto(root)
        page.keyboard.press("/")
        page.get_by_role("link", name="Lamport, 1978").click()
        expect(page.locator("#ref-lamport1978time")).to_be_visible()
    assert faults == []


def test_search_works_in_a_site_that_mkdocs_builds(project: Callable[..., Project], page: Page) -> None:
    site = project(MINIMAL)
    done = site.command("mkdocs", "build", "-q")
    assert done.code == 0, done
    with served(site.site) as root:
        page.goto(root)
        assert found(page, "lamport 1978")[:1] == ["references/lamport1978time/"]
