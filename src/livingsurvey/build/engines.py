"""The engines that turn staged documents into a site; the one module beside the plugin that knows MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from livingsurvey.config import SETTINGS_FILE
from livingsurvey.render.pages import Pages
from livingsurvey.syntax.problem import SurveyError

Tell = Callable[[str], None]


def mkdocs(pages: Pages, root: Path, docs: Path, site: Path, warn: Tell) -> None:
    """Build the documents in `docs` into `site`. Raises `SurveyError` where MkDocs gives up."""
    from mkdocs.commands.build import build

    with _heard(warn), _one_line_errors():
        config = _config(root, docs_dir=str(docs), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            _plugin(config).adopt(pages)
            build(config)
        finally:
            config.plugins.on_shutdown()


def mkdocs_serve(root: Path, address: str, open_browser: bool, tell: Tell) -> None:
    """Preview with live reload until interrupted; the plugin checks on every change."""
    from mkdocs.commands.serve import serve

    with _heard(tell), _one_line_errors():
        for ours in ("mkdocs.livereload", "mkdocs.plugins.survey"):  # the address, what is reloaded, what stays wrong
            logging.getLogger(ours).setLevel(logging.INFO)
        _plugin(_config(root))  # say what is wrong before a server starts
        serve(config_file=str(root / SETTINGS_FILE), dev_addr=address, open_in_browser=open_browser)


def _config(root: Path, **settings: Any) -> Any:
    from mkdocs.config import load_config

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice, which is for us and not for our users
    return load_config(str(root / SETTINGS_FILE), **settings)


def _plugin(config: Any) -> Any:
    if "survey" not in config.plugins:
        raise SurveyError(f"{SETTINGS_FILE}: the plugin is missing; add a line `- survey` to the list `plugins:`")
    return config.plugins["survey"]


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """MkDocs' own errors, and whatever other plugins raise, as a `SurveyError`."""
    from mkdocs.exceptions import MkDocsException

    try:
        yield
    except SurveyError:
        raise
    except (MkDocsException, SystemExit) as error:
        raise SurveyError(f"MkDocs: {_first_line(error) or 'it stopped; its messages are above'}") from None
    except Exception as error:
        raise SurveyError(f"MkDocs: {type(error).__name__}: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else ""


class _Listener(logging.Handler):
    """Passes on what the engine says."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(record.getMessage())


@contextmanager
def _heard(tell: Tell) -> Iterator[None]:
    """MkDocs' log without its chatter: warnings and errors go to `tell`."""
    logger = logging.getLogger("mkdocs")
    handler, level, propagate = _Listener(tell), logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
