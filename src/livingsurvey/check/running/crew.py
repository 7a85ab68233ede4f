"""Other processes that read chapters while this one does something else.

They are started afresh, so that it works on every system and inherits nothing, and they answer with records: the same
that one keeps. Where processes cannot be had, or one of them fails, the chapters are left to whoever asks.
"""

from __future__ import annotations

import datetime
import gc
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from types import TracebackType

from livingsurvey.check.rule import Rule
from livingsurvey.check.rules import RULES
from livingsurvey.check.running.finding import completed
from livingsurvey.check.running.records import Record, dumped
from livingsurvey.config import Settings
from livingsurvey.model.chapter import Chapter
from livingsurvey.model.recalled_document import facts
from livingsurvey.model.survey import Survey

# Fewer characters are read before another process has started.
WORTHWHILE = 1_000_000
# What one process takes at a time: so little that all are done at about the same time.
_BATCH = 250_000
# With more, handing over takes longer than reading.
_MOST = 8


def available() -> int:
    """How many processes have a processor each."""
    with suppress(AttributeError):  # not every system tells which ones we may use
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


@dataclass(frozen=True)
class Task:
    """A chapter to be read, alone and by so much of the settings as lasts, and its record as far as it is known.

    `name` tells it from the others.
    """

    name: str
    settings: Settings
    today: datetime.date | None
    chapter: Chapter
    record: str

    @property
    def size(self) -> int:
        return len(self.chapter.source.text)


@dataclass(frozen=True)
class Answer:
    """The record of a chapter, and what is kept of its text, each in one line."""

    record: str
    text: str


class Crew:
    """Does tasks, as many at a time as there are `workers` beside this process."""

    def __init__(self, tasks: Sequence[Task], codes: Sequence[str], workers: int) -> None:
        self._batches = list(_batches(tasks))
        self._futures: list[Future[list[Answer]]] = []
        self._pool: ProcessPoolExecutor | None = None
        if workers > 1 and sum(task.size for task in tasks) >= WORTHWHILE:
            with suppress(OSError, ImportError, NotImplementedError):  # no processes, or nothing to speak with them by
                fresh = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(workers - 1, fresh, _begin)
                self._futures = [self._pool.submit(_answers, batch, tuple(codes)) for batch in self._batches]

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def answers(self) -> Iterator[tuple[Task, Answer | None]]:
        """Each task with its answer; with none where nobody has begun, so that whoever asks does it himself.

        The others begin with the first and this with the last, until they meet.
        """
        for number in reversed(range(len(self._batches))):
            found: list[Answer] = []
            if self._futures and not self._futures[number].cancel():
                with suppress(Exception):  # whatever it was, it is met again by doing the task here
                    found = self._futures[number].result()
            yield from zip_longest(self._batches[number], found)


def _batches(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    for task in tasks:
        batch.append(task)
        if sum(each.size for each in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _begin() -> None:
    """Prepare a process of the crew: Ctrl-C is for the one that has it; what is read stays, so nobody collects it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _answers(tasks: Sequence[Task], codes: Sequence[str]) -> list[Answer]:
    rules = [rule for rule in RULES if isinstance(rule, Rule) and rule.code in codes]
    answers = []
    for task in tasks:
        survey = Survey(task.settings, (), today=task.today).alone(task.chapter)
        record = Record(survey, task.today, task.record)
        completed(rules, survey, record)
        answers.append(Answer(record.text, dumped(facts(task.chapter.document))))
    return answers
