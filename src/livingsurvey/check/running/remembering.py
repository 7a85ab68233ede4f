"""Rules run on what changed since an earlier run, and what they find kept for the next one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from livingsurvey.check.rule import Diagnostic, Rule
from livingsurvey.check.running.crew import Crew, Task
from livingsurvey.check.running.finding import completed
from livingsurvey.check.running.records import Record, dumped, name, survey_name
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.excerpts import data_texts
from livingsurvey.model.recalled_document import facts, lean, recalled
from livingsurvey.model.survey import Survey

# The shelves: what rules found in each chapter and data file; what the survey asks of each chapter's text; what rules
# found in the store and in the whole survey.
CHAPTERS, TEXTS, WHOLES = "chapters", "texts", "wholes"


@dataclass
class _Part:
    """What rules of a scope see, the name of all of it, and what they found there."""

    survey: Survey
    name: str
    record: Record

    @property
    def chapter(self) -> Chapter:
        """The chapter that the part is made of, if it is one."""
        return self.survey.chapters[0]


class Remembering:
    """One run of some rules over a survey."""

    def __init__(self, rules: Sequence[Rule], survey: Survey, workers: int, keep: bool = False) -> None:
        self._of_text, self._of_store, self._of_survey = (
            [rule for rule in rules if rule.scope == scope] for scope in ("text", "store", "survey")
        )
        self._of_chapter = [rule for rule in rules if rule.scope in ("chapter", "text")]
        self._survey = survey
        self._workers = workers
        self._stay_read = keep
        lasting, kept = repr(survey.settings.lasting), self._recall(WHOLES)
        self._whole = self._part(survey, survey_name(survey), kept)
        self._store = self._part(survey.store, name(lasting, *survey.store.sources), kept)
        kept = self._recall(CHAPTERS)
        self._chapters = [
            self._part(
                survey.alone(chapter),
                name(lasting, chapter.source, chapter.path, chapter.nav_title, chapter.part),
                kept,
            )
            for chapter in survey.chapters
        ]
        self._files = [self._part(file, name(lasting, *file.sources), kept) for file in data_texts(survey)]
        # Texts are told of only to rules that look at the whole survey, and those run only if something changed.
        self._tells_texts = not all(rule in self._whole.record for rule in self._of_survey)
        self._texts = dict(self._recall(TEXTS)) if self._tells_texts else {}

    def diagnostics(self) -> list[Diagnostic]:
        """What the rules find."""
        left = {part.name: part for part in self._chapters if not self._is_known(part)}
        tasks = [self._task(part) for part in left.values()]
        found: list[Diagnostic] = []
        with Crew(tasks, [rule.code for rule in self._of_chapter], self._workers) as crew:
            found += completed(self._of_store, self._store.survey, self._store.record)
            for file in self._files:
                found += completed(self._of_text, file.survey, file.record)
            for part in self._chapters:
                if part.name not in left:
                    found += self._read(part)
            for task, answer in crew.answers():
                part = left[task.name]
                if answer:
                    part.record = Record(part.survey, self._survey.today, answer.record)
                    self._texts[part.chapter.source.digest] = answer.text
                found += self._read(part)
        found += completed(self._of_survey, self._survey, self._whole.record)
        self._keep()
        return found

    def _part(self, survey: Survey, name: str, kept: Mapping[str, str]) -> _Part:
        return _Part(survey, name, Record(survey, self._survey.today, kept.get(name, "")))

    def _is_known(self, part: _Part) -> bool:
        """Whether there is no need to read a chapter."""
        if self._tells_texts and part.chapter.source.digest not in self._texts:
            return False
        return all(rule in part.record for rule in self._of_chapter)

    def _task(self, part: _Part) -> Task:
        settings, chapter = part.survey.settings, replace(part.chapter)
        return Task(part.name, settings, self._survey.today, chapter, part.record.text)

    def _read(self, part: _Part) -> list[Diagnostic]:
        """What the rules find in a chapter, which afterwards knows no more of its text than is kept, unless all is."""
        found = completed(self._of_chapter, part.survey, part.record)
        if self._tells_texts:
            chapter = part.chapter
            given = self._texts.get(chapter.source.digest)
            try:
                document = recalled(chapter.source, json.loads(given or ""))
            except (ValueError, RecursionError):
                self._texts[chapter.source.digest] = dumped(facts(chapter.document))
                document = chapter.document if self._stay_read else lean(chapter.document)
            vars(chapter)["document"] = document
        return found

    def _recall(self, shelf: str) -> Mapping[str, str]:
        return self._survey.memory.recall(shelf) if self._survey.memory else {}

    def _keep(self) -> None:
        """Put on the shelves what holds for the survey as it is, and nothing else, so that they do not grow."""
        wholes = {part.name: part.record.text for part in (self._whole, self._store)}
        shelves = {CHAPTERS: {part.name: part.record.text for part in (*self._chapters, *self._files)}, WHOLES: wholes}
        if self._tells_texts:
            digests = [part.chapter.source.digest for part in self._chapters]
            shelves[TEXTS] = {digest: self._texts[digest] for digest in digests}
        for shelf, records in shelves.items():
            if self._survey.memory and records != self._recall(shelf):
                self._survey.memory.keep(shelf, records)
