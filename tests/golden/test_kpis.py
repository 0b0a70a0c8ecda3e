"""Published and simulated cases of the control chart, and the arithmetic of targets."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from pmo_core.answers.kpis.facts import gather
from pmo_core.answers.kpis.metric import attainment, elapsed, pace
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.versions import ImportRecord
from tests.answers.kpis.months import months, series
from tests.shelf import GRANT, Shelf

NIST = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
CHARTS = 20_000


def test_g8_control_chart(shelf: Shelf) -> None:
    """NIST/SEMATECH e-Handbook 6.3.2.2."""
    found = series(shelf, *months(NIST))
    assert found.mean[0] == pytest.approx(50.81, abs=5e-5)
    assert found.moving_range[0] == pytest.approx(1.8778, abs=5e-5)
    assert found.upper[0] == pytest.approx(55.8049, abs=5e-5)
    assert found.lower[0] == pytest.approx(45.8151, abs=5e-5)
    assert found.mean[0] + 3 * found.moving_range[0] / 1.128 == pytest.approx(55.8041, abs=5e-5)
    assert found.signals[0] == ()


def test_s_false_alarms_on_pure_noise(shelf: Shelf) -> None:
    """20,000 charts of normal noise each; shares of charts with a signal."""
    shares = {}
    draw = np.random.default_rng(7)
    for points in (12, 24, 36):
        _lay(shelf, draw.standard_normal(CHARTS * points), points=points)
        signals = gather(shelf.db, shelf.snapshot(date(2026, 1, 1))).series.signals
        rules = [{one.rule for one in found} for found in signals]
        shares[points] = (sum("R1" in one for one in rules), sum(map(bool, rules)))
    found = {points: (one / CHARTS, both / CHARTS) for points, (one, both) in shares.items()}
    for points, expected in {12: (0.026, 0.028), 24: (0.059, 0.086), 36: (0.088, 0.148)}.items():
        assert found[points] == pytest.approx(expected, abs=0.008)


@pytest.mark.parametrize(
    ("base", "target", "value", "expected"),
    [
        pytest.param(10, 20, 15, 0.5, id="half of the way up"),
        pytest.param(20, 10, 12, 0.8, id="four fifths of the way down"),
        pytest.param(10, 20, 5, -0.5, id="went backwards"),
        pytest.param(10, 20, 25, 1.5, id="overshot"),
        pytest.param(10, 10, 12, np.nan, id="no way to go"),
    ],
)
def test_s_att_attainment(base: float, target: float, value: float, expected: float) -> None:
    found = attainment(np.array([value]), baseline=np.array([base]), target=np.array([target]))
    assert found == pytest.approx([expected], nan_ok=True)


def test_s_att_pace() -> None:
    """Half of the way at three quarters of the time is a quarter of the road behind."""
    start, end = (np.array([day], dtype="datetime64[D]") for day in ("2026-01-01", "2026-01-05"))
    gone = elapsed(start, end, as_of=np.datetime64("2026-01-04"))
    assert gone.tolist() == [0.75]
    assert pace(np.array([0.5]), gone).tolist() == [-0.25]
    assert elapsed(start, end, as_of=np.datetime64("2027-01-01")).tolist() == [1.0]
    assert np.isnan(elapsed(end, start, as_of=np.datetime64("2026-01-04")))


def _lay(shelf: Shelf, values: np.ndarray, *, points: int) -> None:
    """Charts of so many daily points, in one part."""
    rows = values.size
    names = pa.array(np.repeat(np.arange(rows // points), points)).cast(pa.string())
    at = np.tile(np.arange(points), rows // points)
    day = pa.array(np.datetime64(date(2025, 1, 1)) + at)
    table = pa.table(
        {
            "row": pa.array(np.arange(rows) + 2, pa.int32()),
            "key": pa.array(np.arange(rows)).cast(pa.string()),
            "deleted": pa.array(np.zeros(rows, bool)),
            "series": names,
            "name": names,
            "period": day.cast(pa.string()),
            "period_start": day,
            "period_end": day,
            "grain": pa.array(["day"] * rows),
            "value": pa.array(values),
        }
    )
    empty = pa.table({name: pa.array([], pa.string()) for name in ("field", "kind", "raw")})
    none = empty.append_column("row", pa.array([], pa.int32()))
    scores = pa.table(
        {
            "row": pa.array([], pa.int32()),
            "name": pa.array([], pa.string()),
            "value": pa.array([], pa.float64()),
        }
    )
    record = ImportRecord(
        f"n{points}", shelf.name, Kind.KPIS, "noise", f"n{points}", "m", "replace", rows, rows, 0, 0, "{}"
    )
    with shelf.db.writing() as tx:
        versions.save_part(
            tx,
            record,
            rows=table,
            missing=none,
            scores=scores,
            fields=(),
            rolling=False,
            keep=False,
            grant=GRANT,
        )
