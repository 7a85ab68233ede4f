"""Images with the label of a figure and a paragraph of their own: they become figures with numbers."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from livingsurvey.model.numbering import FIGURE_CAPTION
from livingsurvey.syntax.markdown.labels import kind_of


class LoneFigures(Treeprocessor):
    """Makes `![Text](x.png){#fig-x}` a figure; its caption is the image's title, or else its text, as Quarto has it.

    It runs between `attr_list` and the numbering of pymdownx's captions, which counts these figures among its own.
    `caption` tells what stands before the caption of a label, and `None` for one that names no such figure.
    """

    def __init__(self, md: Markdown, caption: Callable[[], Callable[[str], str | None]]) -> None:
        super().__init__(md)
        self._caption = caption

    def run(self, root: Element) -> None:
        """Replace the paragraphs in place."""
        for parent in [each for each in root.iter() if each.tag != "figure"]:
            for place, paragraph in enumerate(list(parent)):
                image = _only_image(paragraph)
                prefix = self._caption()(image.get("id", "")) if image is not None else None
                if image is not None and prefix is not None:
                    figure = self._figure(image, prefix)
                    figure.tail = paragraph.tail
                    parent[place] = figure

    def _figure(self, image: Element, prefix: str) -> Element:
        figure = Element("figure", {"id": image.attrib.pop("id")})
        figure.append(image)
        words = SubElement(SubElement(figure, "figcaption"), "p")
        words.text = image.attrib.pop("title", "") or image.get("alt", "")
        names = self.md.treeprocessors
        if "caption-auto" in names and getattr(names["caption-auto"], "fig_types", {}).get(FIGURE_CAPTION):
            figure.set("__figure_type", FIGURE_CAPTION)
        else:
            number = Element("span", {"class": "caption-prefix"})
            number.text, number.tail, words.text = prefix, f" {words.text}", ""
            words.append(number)
        return figure


def _only_image(paragraph: Element) -> Element | None:
    """The image that is all of a paragraph and has the label of a figure."""
    if paragraph.tag != "p" or len(paragraph) != 1 or (paragraph.text or "").strip():
        return None
    image = paragraph[0]
    is_figure = image.tag == "img" and not (image.tail or "").strip() and kind_of(image.get("id", "")) == "figure"
    return image if is_figure else None
