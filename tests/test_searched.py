"""What the theme's search is given to read of a page."""

from in_memory import Page

from livingsurvey.render.searched import searched


def test_formulas_are_text_and_the_list_of_references_is_left_out() -> None:
    page = Page("# T\n\nBound $a < b$ [@ash2020].\n\n## More\n\nWords with *emphasis*.\n")
    read = searched(page.html)
    assert "<math" in page.html
    assert "<math" not in read
    assert "Bound a&lt;b <span" in " ".join(read.split())
    assert "First" in page.html
    assert "First" not in read
    assert "<p>Words with <em>emphasis</em>.</p>" in read


def test_tables_of_a_formula_end_with_it() -> None:
    assert searched("<p>a <math><mi>x</mi></math> b <math><mn>1</mn></math> <b>c</b></p>") == "<p>a x b 1 <b>c</b></p>"
