"""Pictures of one page as PNG, set by the typst wheel: the social card, the EPUB's cover."""

from __future__ import annotations

from livingsurvey.model.survey import Survey
from livingsurvey.render.card import card
from livingsurvey.render.machines.facts import work_title
from livingsurvey.syntax.problem import SurveyError

_PIXELS_PER_INCH = 144.0  # two to a point, in which the card is laid out


def social_card(survey: Survey) -> bytes:
    """The survey's card as PNG: the same bytes for the same facts. Raises `SurveyError` if typst cannot set it."""
    settings = survey.settings
    return png(
        card(work_title(survey), settings.site_description, survey.work.authors, settings.site_url), "social card"
    )


def png(text: str, what: str) -> bytes:
    """The picture that a typst document of one page makes. Raises `SurveyError`, in which it is called `what` it is."""
    import typst  # a site without a card does not need it

    try:
        # The fonts are those in the wheel, or the picture would depend on the machine.
        picture = typst.Compiler(text.encode(), ignore_system_fonts=True).compile(format="png", ppi=_PIXELS_PER_INCH)
    except typst.TypstError as failed:
        raise SurveyError(f"the {what} could not be set: {failed.message}") from failed
    assert isinstance(picture, bytes), "of one page, typst gives one picture"
    return picture
