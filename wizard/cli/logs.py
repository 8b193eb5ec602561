"""--verbose and --log-file: what happens inside, through the standard library's logging, secrets masked.

botocore's own log stays off: it prints whole requests and answers.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from wizard.errors import Explanation, FileRefused

LOG = logging.getLogger("wizard")
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LOGGERS = ("wizard", "httpx")


class MaskingFormatter(logging.Formatter):
    """The whole record as text, traceback included, with what looks like a secret as dots."""

    def format(self, record: logging.LogRecord) -> str:
        """The masked text."""
        from wizard.errors.masking import masked

        return masked(super().format(record))


@contextlib.contextmanager
def logging_to(verbose: bool, path: Path | None) -> Iterator[Callable[[BaseException], None]]:
    """Log while the block runs; yields what notes an error with its traceback.

    Raises FileRefused where the log file can't be written.
    """
    handlers: list[logging.Handler] = [logging.StreamHandler() if verbose else logging.NullHandler()]
    if path is not None:
        handlers.append(logging.StreamHandler(_opened(path)))
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for handler in handlers:
        handler.setFormatter(MaskingFormatter(_FORM))
        for logger in loggers:
            logger.addHandler(handler)
    for logger in loggers:
        logger.setLevel(_level(logger) if verbose or path else logging.CRITICAL)
        logger.propagate = False
    try:
        yield _note
    finally:
        _take_off(handlers, loggers, path is not None)


def _take_off(handlers: list[logging.Handler], loggers: list[logging.Logger], last_is_file: bool) -> None:
    for logger in loggers:
        for handler in handlers:
            logger.removeHandler(handler)
        logger.propagate = True
        logger.setLevel(logging.NOTSET)
    if last_is_file:
        file = handlers[-1]
        assert isinstance(file, logging.StreamHandler)
        file.stream.close()


def _level(logger: logging.Logger) -> int:
    return logging.DEBUG if logger is LOG else logging.INFO


def _opened(path: Path) -> TextIO:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as error:
        raise FileRefused(
            Explanation(
                f"The log file {path} can't be written: {error.strerror or error}.",
                "Nothing was done.",
                "Name another path after --log-file.",
            )
        ) from error
    return os.fdopen(descriptor, "a", encoding="utf-8")


def _note(error: BaseException) -> None:
    LOG.error("%s", type(error).__name__, exc_info=error)
