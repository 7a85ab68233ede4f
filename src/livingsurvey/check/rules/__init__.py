"""The rules, each in a file of its own."""

from livingsurvey.check.rule import AnyRule
from livingsurvey.check.rules.active_address import active_address
from livingsurvey.check.rules.active_element import active_element
from livingsurvey.check.rules.active_svg import active_svg
from livingsurvey.check.rules.active_value import active_value
from livingsurvey.check.rules.address_in_note import address_in_note
from livingsurvey.check.rules.ambiguous_term import ambiguous_term
from livingsurvey.check.rules.arxiv_as_journal import arxiv_as_journal
from livingsurvey.check.rules.awkward_key import awkward_key
from livingsurvey.check.rules.bare_body import bare_body
from livingsurvey.check.rules.broken_anchor import broken_anchor
from livingsurvey.check.rules.broken_cross_reference import broken_cross_reference
from livingsurvey.check.rules.broken_link import broken_link
from livingsurvey.check.rules.cell_of_other_type import cell_of_other_type
from livingsurvey.check.rules.cell_without_evidence import cell_without_evidence
from livingsurvey.check.rules.changed_since_checked import changed_since_checked
from livingsurvey.check.rules.chapter_not_in_nav import chapter_not_in_nav
from livingsurvey.check.rules.citation_after_stop import citation_after_stop
from livingsurvey.check.rules.citation_of_other_case import citation_of_other_case
from livingsurvey.check.rules.colliding_paths import colliding_paths
from livingsurvey.check.rules.contested_alias import contested_alias
from livingsurvey.check.rules.control_character import control_character
from livingsurvey.check.rules.dangling_parent import dangling_parent
from livingsurvey.check.rules.digit_in_name import digit_in_name
from livingsurvey.check.rules.doi_in_url import doi_in_url
from livingsurvey.check.rules.duplicate_arxiv import duplicate_arxiv
from livingsurvey.check.rules.duplicate_doi import duplicate_doi
from livingsurvey.check.rules.duplicate_field import duplicate_field
from livingsurvey.check.rules.duplicate_isbn import duplicate_isbn
from livingsurvey.check.rules.duplicate_key import duplicate_key
from livingsurvey.check.rules.duplicate_label import duplicate_label
from livingsurvey.check.rules.duplicate_title import duplicate_title
from livingsurvey.check.rules.empty_field import empty_field
from livingsurvey.check.rules.empty_section import empty_section
from livingsurvey.check.rules.entity_residue import entity_residue
from livingsurvey.check.rules.event_handler import event_handler
from livingsurvey.check.rules.gitbook_block import gitbook_block
from livingsurvey.check.rules.hidden_character import hidden_character
from livingsurvey.check.rules.html_entity import html_entity
from livingsurvey.check.rules.hyphen_in_pages import hyphen_in_pages
from livingsurvey.check.rules.image_without_alternative import image_without_alternative
from livingsurvey.check.rules.incomplete_row import incomplete_row
from livingsurvey.check.rules.key_differing_by_case import key_differing_by_case
from livingsurvey.check.rules.key_off_pattern import key_off_pattern
from livingsurvey.check.rules.latex_citation import latex_citation
from livingsurvey.check.rules.latex_command import latex_command
from livingsurvey.check.rules.latex_mark import latex_mark
from livingsurvey.check.rules.length_out_of_range import length_out_of_range
from livingsurvey.check.rules.link_to_generated_page import link_to_generated_page
from livingsurvey.check.rules.locator_without_number import locator_without_number
from livingsurvey.check.rules.macro_syntax import macro_syntax
from livingsurvey.check.rules.malformed_address import malformed_address
from livingsurvey.check.rules.malformed_arxiv import malformed_arxiv
from livingsurvey.check.rules.malformed_chart import malformed_chart
from livingsurvey.check.rules.malformed_date import malformed_date
from livingsurvey.check.rules.malformed_doi import malformed_doi
from livingsurvey.check.rules.malformed_edition import malformed_edition
from livingsurvey.check.rules.malformed_front_matter import malformed_front_matter
from livingsurvey.check.rules.malformed_glossary import malformed_glossary
from livingsurvey.check.rules.malformed_isbn import malformed_isbn
from livingsurvey.check.rules.malformed_issn import malformed_issn
from livingsurvey.check.rules.malformed_month import malformed_month
from livingsurvey.check.rules.malformed_pages import malformed_pages
from livingsurvey.check.rules.malformed_table import malformed_table
from livingsurvey.check.rules.malformed_taxonomy import malformed_taxonomy
from livingsurvey.check.rules.malformed_url import malformed_url
from livingsurvey.check.rules.malformed_year import malformed_year
from livingsurvey.check.rules.misordered_name import misordered_name
from livingsurvey.check.rules.misplaced_identifier import misplaced_identifier
from livingsurvey.check.rules.missing_chapter import missing_chapter
from livingsurvey.check.rules.missing_field import missing_field
from livingsurvey.check.rules.missing_front_matter import missing_front_matter
from livingsurvey.check.rules.missing_image import missing_image
from livingsurvey.check.rules.missing_retirement_notice import missing_retirement_notice
from livingsurvey.check.rules.mixed_venue_names import mixed_venue_names
from livingsurvey.check.rules.mojibake import mojibake
from livingsurvey.check.rules.mostly_judgement import mostly_judgement
from livingsurvey.check.rules.needless_correction import needless_correction
from livingsurvey.check.rules.not_utf8 import not_utf8
from livingsurvey.check.rules.numbered_citation import numbered_citation
from livingsurvey.check.rules.outside_file import outside_file
from livingsurvey.check.rules.overdue_chapter import overdue_chapter
from livingsurvey.check.rules.point_off_axis import point_off_axis
from livingsurvey.check.rules.point_without_evidence import point_without_evidence
from livingsurvey.check.rules.published_preprint import published_preprint
from livingsurvey.check.rules.references_out_of_range import references_out_of_range
from livingsurvey.check.rules.repeated_author import repeated_author
from livingsurvey.check.rules.repeated_citation import repeated_citation
from livingsurvey.check.rules.repeated_evidence import repeated_evidence
from livingsurvey.check.rules.repeated_glossary_term import repeated_glossary_term
from livingsurvey.check.rules.repeated_heading import repeated_heading
from livingsurvey.check.rules.repeated_nav_entry import repeated_nav_entry
from livingsurvey.check.rules.repeated_table_id import repeated_table_id
from livingsurvey.check.rules.repeated_word import repeated_word
from livingsurvey.check.rules.search_in_future import search_in_future
from livingsurvey.check.rules.shouted_name import shouted_name
from livingsurvey.check.rules.shouted_title import shouted_title
from livingsurvey.check.rules.similar_work import similar_work
from livingsurvey.check.rules.skipped_heading_level import skipped_heading_level
from livingsurvey.check.rules.stray_line_break import stray_line_break
from livingsurvey.check.rules.symbolic_link import symbolic_link
from livingsurvey.check.rules.table_without_header import table_without_header
from livingsurvey.check.rules.trailing_punctuation import trailing_punctuation
from livingsurvey.check.rules.typed_et_al import typed_et_al
from livingsurvey.check.rules.unbalanced_braces import unbalanced_braces
from livingsurvey.check.rules.uncited_claim import uncited_claim
from livingsurvey.check.rules.uncited_entry import uncited_entry
from livingsurvey.check.rules.undecodable_latex import undecodable_latex
from livingsurvey.check.rules.undefined_acronym import undefined_acronym
from livingsurvey.check.rules.undefined_link_label import undefined_link_label
from livingsurvey.check.rules.undefined_macro import undefined_macro
from livingsurvey.check.rules.unescaped_special import unescaped_special
from livingsurvey.check.rules.unknown_author import unknown_author
from livingsurvey.check.rules.unknown_chart import unknown_chart
from livingsurvey.check.rules.unknown_field import unknown_field
from livingsurvey.check.rules.unknown_key import unknown_key
from livingsurvey.check.rules.unknown_rule import unknown_rule
from livingsurvey.check.rules.unknown_see_also import unknown_see_also
from livingsurvey.check.rules.unknown_table import unknown_table
from livingsurvey.check.rules.unknown_table_name import unknown_table_name
from livingsurvey.check.rules.unknown_term import unknown_term
from livingsurvey.check.rules.unknown_type import unknown_type
from livingsurvey.check.rules.unnormalised_identifier import unnormalised_identifier
from livingsurvey.check.rules.unprotected_capitals import unprotected_capitals
from livingsurvey.check.rules.unread_front_matter import unread_front_matter
from livingsurvey.check.rules.unreadable_baseline import unreadable_baseline
from livingsurvey.check.rules.unreadable_entry import unreadable_entry
from livingsurvey.check.rules.unreadable_evidence_map import unreadable_evidence_map
from livingsurvey.check.rules.unreadable_formula import unreadable_formula
from livingsurvey.check.rules.unreferenced_float import unreferenced_float
from livingsurvey.check.rules.unseparated_names import unseparated_names
from livingsurvey.check.rules.unshown_chart import unshown_chart
from livingsurvey.check.rules.unshown_table import unshown_table
from livingsurvey.check.rules.unsorted_file import unsorted_file
from livingsurvey.check.rules.unused_glossary_term import unused_glossary_term
from livingsurvey.check.rules.unused_ignore import unused_ignore
from livingsurvey.check.rules.unused_term import unused_term
from livingsurvey.check.rules.url_repeating_doi import url_repeating_doi
from livingsurvey.check.rules.vague_link_text import vague_link_text
from livingsurvey.check.rules.venue_with_year import venue_with_year
from livingsurvey.check.rules.wrong_setting import wrong_setting
from livingsurvey.check.rules.year_against_date import year_against_date

RULES: tuple[AnyRule, ...] = (
    unreadable_entry,
    duplicate_key,
    uncited_entry,
    undefined_macro,
    key_differing_by_case,
    duplicate_field,
    missing_field,
    duplicate_doi,
    duplicate_arxiv,
    duplicate_isbn,
    similar_work,
    malformed_doi,
    malformed_arxiv,
    malformed_isbn,
    malformed_issn,
    malformed_url,
    malformed_year,
    malformed_date,
    malformed_month,
    malformed_pages,
    malformed_edition,
    doi_in_url,
    undecodable_latex,
    unbalanced_braces,
    unprotected_capitals,
    shouted_title,
    html_entity,
    misordered_name,
    digit_in_name,
    typed_et_al,
    repeated_author,
    hyphen_in_pages,
    venue_with_year,
    published_preprint,
    empty_field,
    unknown_field,
    unknown_type,
    arxiv_as_journal,
    misplaced_identifier,
    url_repeating_doi,
    key_off_pattern,
    control_character,
    mixed_venue_names,
    unsorted_file,
    unnormalised_identifier,
    unseparated_names,
    trailing_punctuation,
    unescaped_special,
    dangling_parent,
    mojibake,
    contested_alias,
    address_in_note,
    awkward_key,
    needless_correction,
    year_against_date,
    shouted_name,
    bare_body,
    repeated_word,
    wrong_setting,
    unused_ignore,
    unknown_rule,
    unreadable_baseline,
    unknown_key,
    citation_of_other_case,
    repeated_citation,
    locator_without_number,
    citation_after_stop,
    latex_citation,
    numbered_citation,
    uncited_claim,
    malformed_front_matter,
    missing_front_matter,
    missing_chapter,
    not_utf8,
    unknown_author,
    skipped_heading_level,
    repeated_heading,
    empty_section,
    duplicate_title,
    chapter_not_in_nav,
    colliding_paths,
    length_out_of_range,
    references_out_of_range,
    unread_front_matter,
    repeated_nav_entry,
    broken_link,
    broken_anchor,
    missing_image,
    broken_cross_reference,
    unreferenced_float,
    link_to_generated_page,
    malformed_address,
    duplicate_label,
    undefined_link_label,
    active_element,
    event_handler,
    active_address,
    active_svg,
    outside_file,
    symbolic_link,
    hidden_character,
    macro_syntax,
    active_value,
    unknown_term,
    malformed_taxonomy,
    unused_term,
    ambiguous_term,
    unreadable_evidence_map,
    malformed_table,
    unknown_table_name,
    cell_of_other_type,
    cell_without_evidence,
    incomplete_row,
    repeated_table_id,
    unshown_table,
    mostly_judgement,
    unknown_table,
    repeated_evidence,
    malformed_glossary,
    unused_glossary_term,
    undefined_acronym,
    repeated_glossary_term,
    unknown_see_also,
    malformed_chart,
    point_without_evidence,
    point_off_axis,
    unshown_chart,
    unknown_chart,
    unreadable_formula,
    latex_command,
    gitbook_block,
    entity_residue,
    stray_line_break,
    latex_mark,
    overdue_chapter,
    search_in_future,
    changed_since_checked,
    missing_retirement_notice,
    image_without_alternative,
    table_without_header,
    vague_link_text,
)
