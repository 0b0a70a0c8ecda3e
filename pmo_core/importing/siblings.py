"""Mended rows that come back by themselves are known in the same way as the rows that were loaded before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from pmo_core.importing.identity import Known, with_keys
from pmo_core.intake.rows.keys import NAMED, normal_name
from pmo_core.model import Kind


def keyed_alike(rows: pa.Table, *, known: Sequence[Known], kind: Kind) -> pa.Table:
    """
    Give rows the kind of key, id or name, that most rows of the portfolio have.

    Which of the two tells rows apart was found out on the whole file; a few rows alone may say otherwise.

    Args:
        rows: Checked rows of a file that continues an import.
        known: What the portfolio has of this kind.
        kind: One of `identity.KINDS`.
    """
    told = [one.key == one.id for one in known if one.id and one.name]
    if not told:
        return rows
    by_id = sum(told) * 2 >= len(told)
    own = rows["project_key" if kind is Kind.PROJECTS else "key"].to_pylist()
    ids, names = (rows[name].to_pylist() for name in NAMED[kind])
    wanted = [
        (one if by_id else normal_name(name)) if one and name and (key == one) != by_id else key
        for key, one, name in zip(own, ids, names, strict=True)
    ]
    often, taken = Counter(wanted), {one.key for one in known}
    fresh = {k: new for k, new in zip(own, wanted, strict=True) if often[new] == 1 and new not in taken}
    return with_keys(rows, fresh, kind=kind)
