"""The kinds of file that can hold a table."""

from __future__ import annotations

from enum import StrEnum


class Container(StrEnum):
    """What the bytes are; everything but text is a workbook and goes through the child process."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
