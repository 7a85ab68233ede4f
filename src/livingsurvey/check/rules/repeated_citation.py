"""CIT003."""

import re
from collections.abc import Iterator

from livingsurvey.check.pages.group_items import Item, items
from livingsurvey.check.rule import rule
from livingsurvey.model.survey import Survey
from livingsurvey.syntax.problem import Edit, Fix, Problem
from livingsurvey.syntax.source import Source

# What may stand between a separator and the next item; `>` where a quotation goes on in the next line.
_GAP = re.compile(r"[\s>]*")


@rule("CIT003", severity="warning", scope="text", fix="safe")
def repeated_citation(survey: Survey) -> Iterator[Problem]:
    """A group of citations names the same work twice.

    It is nearly always left over from an edit, and the page shows the work twice. Two places in one work are one
    citation with both.

    Wrong:

        Averaging works well [@ash2020first, p. 3; @beech2021; @ash2020first, p. 7].

    Right:

        Averaging works well [@ash2020first, pp. 3, 7; @beech2021].
    """
    for chapter in survey.chapters:
        for group in chapter.document.citation_groups:
            if len(group.citations) == 1:
                continue
            first: dict[str, Item] = {}
            for item in items(group, chapter.document.prose):
                key = item.citation.key
                earlier = first.setdefault(key.lower(), item)
                if earlier is item:
                    continue
                fix = _fix(chapter.source, earlier, item)
                hint = "take one of them out" if fix else f"join them, as in `[@{key}, pp. 3, 7]`"
                where = earlier.citation.span
                message = f"`{key}` is cited twice in this group"
                if where.position[0] != item.citation.span.position[0]:  # in one line one sees both
                    message += f": {where} has it first"
                yield Problem(item.citation.span, message, hint, related=(where,), fix=fix)


def _fix(source: Source, first: Item, second: Item) -> Fix | None:
    """Takes out the one that says no more than the other, with its separator; none if both say something.

    It is safe, but for what a prefix might refer to: in `[@a; see also @a]` the bare one is more than a repetition. And
    keys that differ by case might be two works. Two lines that become one are a heading where a rule stands below them.
    """
    one, other = first.citation, second.citation
    is_same = one.year_only == other.year_only and one.key == other.key
    if (one.prefix, one.suffix) == (other.prefix, other.suffix) or not (other.prefix or other.suffix):
        separator, safe = second.start - 1, is_same
        place = source.span(separator, second.end)
    elif not (one.prefix or one.suffix):
        separator, safe = first.end, is_same and not other.prefix
        gap = _GAP.match(source.text, separator + 1)
        place = source.span(first.start, gap.end() if gap else separator + 1)
    else:
        return None
    is_within_line = place.position[0] == source.position(place.end)[0]
    return Fix((Edit(place, ""),), safe=safe and is_within_line) if source.text[separator] in ";," else None
