"""Keeps secrets out of what pytest prints and stores: log records and reports."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pytest_golive.facts.redact import REDACTOR

if TYPE_CHECKING:
    import warnings


def mask_logs() -> Callable[[], None]:
    """Blank secrets in every log record from now on; returns what undoes it."""
    before = logging.getLogRecordFactory()

    def masked(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = before(*args, **kwargs)
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            return record  # logging itself will report the malformed call
        clean = REDACTOR.text(message)
        if clean != message:
            record.msg, record.args = clean, None
        return record

    logging.setLogRecordFactory(masked)
    return lambda: logging.setLogRecordFactory(before)


def mask_warning(warning: warnings.WarningMessage) -> None:
    """Blank secrets in a warning, before it is shown or handed to another process."""
    text = str(warning.message)
    clean = REDACTOR.text(text)
    if clean != text:
        warning.message = clean


def mask_report(report: pytest.TestReport) -> pytest.TestReport:
    """Blank secrets in a report's traceback, captured output and properties."""
    if isinstance(report.longrepr, tuple):
        path, line, reason = report.longrepr
        report.longrepr = (path, line, REDACTOR.text(reason))
    elif report.longrepr is not None:
        text = report.longreprtext
        clean = REDACTOR.text(text)
        if clean != text:
            # The rich form keeps the secret in many places; its text is all people need.
            report.longrepr = clean
    if report.sections:
        report.sections = [(title, REDACTOR.text(text)) for title, text in report.sections]
    if report.user_properties:
        report.user_properties = [(name, REDACTOR.clean(value)) for name, value in report.user_properties]
    return report
