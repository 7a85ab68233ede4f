"""TEX002."""

import re
from collections import Counter
from collections.abc import Iterator

from livingsurvey.check.pages.latex_arguments import behind_argument
from livingsurvey.check.pages.latex_commands import AROUND, HINTS, SYMBOLS, Command, commands, environment_hint
from livingsurvey.check.pages.latex_formulas import LatexFormula, formulas
from livingsurvey.check.pages.running_text import RunningText
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.tex import FormulaError, mathml

_ESCAPE = re.compile(r"\\([_%&#{}$])|\\textasciitilde(?:\{\})?|\\~\{\}")
_NOT_IN_CODE = re.compile(r"[\\`\r\n@\[\]|$<]")
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>()\\{}]+")
_LINK_TEXT = re.compile(r"[^\[\]\\`<>|@]+")
_WORDS = re.compile(r"[\w\s.,'’-]+")
_STARS = re.compile(r"\*+")
_MEDDLING = re.compile(r"[`\\]")


@rule("TEX002", scope="chapter", fix="safe")
def latex_command(survey: Survey) -> Iterator[Problem]:
    r"""A command of LaTeX stands in the text, outside formulas and code.

    The page shows it as it stands: neither the site nor the book runs LaTeX over prose. Markdown has its own forms for
    emphasis, lists, headings, links, notes and labels.

    Wrong:

        Averaging is \emph{simple}; see \url{https://example.org}.

    Right:

        Averaging is *simple*; see <https://example.org>.
    """
    for chapter in survey.chapters:
        running = RunningText(chapter)
        opened: Counter[str] = Counter()
        yield from map(_formula, formulas(running))
        for command in commands(running):
            argument = chapter.source.text[slice(*command.argument)] if command.argument else ""
            if command.name == "begin":
                opened[argument] += 1
            elif command.name == "end" and opened[argument]:
                opened[argument] -= 1  # which the finding at its beginning tells
                continue
            shown = f"\\{command.name}{{{argument}}}" if command.name in ("begin", "end") else f"\\{command.name}"
            span = chapter.source.span(command.start, command.end)
            edits, hint, plain = _translation(running, command, argument)
            fix = Fix(edits, safe=plain and not running.in_heading(command.start)) if edits else None
            yield Problem(span, f"`{shown}` is LaTeX, and the page shows it as it stands", hint, fix=fix)


def _formula(found: LatexFormula) -> Problem:
    """A formula between brackets of LaTeX; dollar signs are safe if what is between them is TeX that can be read."""
    sign, tex = ("$$", found.tex) if found.displayed else ("$", found.tex.strip())
    whole = found.opening.source.span(found.opening.start, found.closing.end)
    try:
        mathml(tex, found.displayed)
        is_read = found.is_certain and "$" not in tex
    except FormulaError:
        is_read = False
    message = f"`{found.opening.text} ... {found.closing.text}` is LaTeX, and the page shows no formula"
    fix = Fix((Edit(whole, f"{sign}{tex}{sign}"),), safe=is_read)
    return Problem(found.opening, message, f"write `{sign}...{sign}`", fix=fix)


def _translation(running: RunningText, command: Command, argument: str) -> tuple[tuple[Edit, ...], str, bool]:
    """The edits that make Markdown of a command (none if a person must decide), a hint, and whether nothing else can be
    meant.
    """
    source, name = running.chapter.source, command.name
    whole = source.span(command.start, command.end)
    if name in SYMBOLS:
        is_plain = not argument and not running.ends_key(command.start)
        return (Edit(whole, SYMBOLS[name] + argument),), f"write `{SYMBOLS[name]}`", is_plain
    if name in AROUND and command.argument:
        opening, closing = AROUND[name]
        start, end = command.argument
        edits = (Edit(source.span(command.start, start), opening), Edit(source.span(end, command.end), closing))
        hint = f"write `{opening}...{closing}`" if opening else "write the words alone"
        return edits, hint, _is_plain(running, command, argument, opening)
    if name == "texttt":
        code = _ESCAPE.sub(lambda found: found[1] or "~", argument)
        is_code = code.strip() == code != "" and not _NOT_IN_CODE.search(code)
        return (Edit(whole, f"`{code}`"),) if is_code else (), HINTS[name], True
    if name in ("url", "href") and (edit := _link(running, command, argument)):
        return (edit,), f"write `{edit.text}`", True
    if name in ("begin", "end"):
        return (), environment_hint(argument), False
    return (), HINTS.get(name, "close its braces, or write it in Markdown"), False


def _is_plain(running: RunningText, command: Command, argument: str, mark: str) -> bool:
    """Whether a mark can go around an argument and mean nothing else: none that might be paired with it is near."""
    text = running.chapter.source.text
    if argument.strip() != argument or not argument:
        return False
    if not mark:
        return bool(_WORDS.fullmatch(argument)) and not running.ends_key(command.start)
    if mark == '"':
        return '"' not in argument and not running.in_panel_head(command.start)
    if not mark.startswith("*"):
        return True
    edges = (
        text[max(0, command.start - 1) : command.start]
        + argument[0]
        + argument[-1]
        + text[command.end : command.end + 1]
    )
    stars = _STARS.findall(argument)
    # Emphasis of the other kind may stand within: `*a **b** c*`.
    are_paired = len(stars) % 2 == 0 and all(len(run) + len(mark) == len("***") for run in stars)
    is_clear = are_paired and "*" not in edges and not _MEDDLING.search(argument)
    return is_clear and not running.is_emphasised(command.start, command.end)


def _link(running: RunningText, command: Command, argument: str) -> Edit | None:
    """An address as a link; `None` if it is none, or in another link."""
    source = running.chapter.source
    address = _ESCAPE.sub(lambda found: found[1] or "~", argument.strip())
    if running.in_link(command.start) or not _ADDRESS.fullmatch(address):
        return None
    if command.name == "url":
        return Edit(source.span(command.start, command.end), f"<{address}>")
    place = running.chapter.document.inline_at(command.start)
    end = behind_argument(source.text, command.end, place.end)
    words = source.text[command.end + 1 : end - 1] if end and source.text[command.end] == "{" else ""
    if not end or not _LINK_TEXT.fullmatch(words):
        return None
    return Edit(source.span(command.start, end), f"[{words}]({address})")
