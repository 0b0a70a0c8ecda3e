"""Published and hand-worked cases of trends."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from pmo_core.measure.trend import exact_chances, trends

FLOW: Final = (
    "1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 "
    "1100 1210 1150 1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 "
    "831 726 456 824 702 1120 1100 832 764 821 768 845 864 862 698 845 744 796 1040 759 "
    "781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860 874 848 890 "
    "744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740"
)
NILE: Final = np.array(FLOW.split(), dtype=float)
"""Annual flow 1871–1970."""


def test_g11_the_nile_fell() -> None:
    """S-MK, with years as dates: the line falls by 2.6 a year."""
    found = trends(NILE, np.arange(100.0), starts=np.array([0, 100]), per=1)
    assert (found.n[0], found.s[0]) == (100, -1387)
    assert found.p[0] == pytest.approx(3.658e-5, abs=5e-9)
    assert found.tau[0] == pytest.approx(-0.2802, abs=5e-5)
    assert found.slope[0] == pytest.approx(-2.6, abs=5e-5)
    assert (found.slope_low[0], found.slope_high[0]) == pytest.approx((-3.6279, -1.4286), abs=5e-5)
    assert found.shown[0]


def test_g11_years_of_the_nile_depend_on_the_year_before() -> None:
    found = trends(NILE, np.arange(100.0), starts=np.array([0, 100]))
    assert found.lag1[0] == pytest.approx(0.51, abs=5e-3)
    assert found.autocorrelated[0]


@pytest.mark.parametrize(("n", "p"), [(4, 0.0833), (5, 0.01667), (6, 0.002778)])
def test_s_mk_strictly_rising(n: int, p: float) -> None:
    assert exact_chances((1,) * n)[-1] == pytest.approx(p, abs=5e-5)
    found = trends(np.arange(float(n)), np.arange(float(n)), starts=np.array([0, n]))
    assert found.p[0] == pytest.approx(p if n > 4 else np.nan, abs=5e-5, nan_ok=True)
