"""KPIs: signals before quiet series, filters in the address, what is typed can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core.answers.kpis.facts import gather
from pmo_core.importing.adding import series_now
from pmo_core.store import snapshots
from tests.pages.conftest import assert_whole, open_page
from tests.pages.test_entry import load
from tests.pages.what_if import plan_of, press, said, unfold

HEAD = "KPI,Unit,Better,Horizon,Region,Owner,Period,Value,Target\n"
STEADY = (50, 52, 49, 51, 50, 48, 51, 52, 49, 50, 51, 49)
SHIFTED = (10, 11, 10, 12, 11, 10, 11, 10, 16, 17, 16, 18, 17, 16, 17, 16)


def rows(
    name: str, values: tuple[float, ...], *, better: str = "higher", horizon: str = "short", region: str = ""
) -> str:
    return "".join(
        f"{name},%,{better},{horizon},{region},Ann,{2025 + at // 12}-{at % 12 + 1:02d},{value},50\n"
        for at, value in enumerate(values)
    )


LIST = (
    HEAD
    + rows("On time", STEADY)
    + rows("Complaints", SHIFTED, better="lower", horizon="long")
    + rows("Basket", STEADY, better="")
    + rows("Young", STEADY[:3])
)


def opened(query: dict[str, str] | None = None) -> AppTest:
    return open_page("kpis", {"v": "1", "portfolio": "main", **(query or {})})


def key_of(name: str) -> str:
    return next(one.key for one in series_now(session.database(), "main") if one.name.startswith(name))


@pytest.fixture
def listed(empty_workspace: Path) -> None:
    load(LIST)


def test_without_readings_it_says_what_to_load(empty_workspace: Path) -> None:
    load("ID,Project,As of\nP1,Portal,2026-03-31\n")
    at = opened()
    assert_whole(at)
    assert "no KPI readings yet" in said(at)
    assert [one.label for one in at.get("download_button")] == ["Template for KPIs (XLSX)"]


@pytest.mark.usefixtures("listed")
def test_the_first_screen_answers_before_it_shows() -> None:
    """A portfolio of KPIs alone has a page, too."""
    at = opened()
    assert_whole(at)
    assert "1 of 3 KPIs really changed; 1 longer-term goal is getting worse." in said(at)
    assert "1 series with fewer than 6 readings is not judged." in said(at)
    assert {one.label: one.value for one in at.metric} == {
        "Really changed": "1 of 3",
        "On target": "1 of 3",
        "Goals on pace": "–",
    }
    assert [one.label for one in at.button if one.label == "Open"] == ["Open"]


@pytest.mark.usefixtures("listed")
def test_one_series_is_opened_and_stays_in_the_address() -> None:
    at = press(opened(), "Open")
    assert_whole(at)
    assert plan_of(at)["k.kpi"] == key_of("Complaints")
    assert "From 2025-09 on, eight or more in a row lie above the mean." in said(at)
    again = opened(plan_of(at))
    assert plan_of(again) == plan_of(at)
    assert said(again) == said(at)


@pytest.mark.usefixtures("listed")
def test_an_address_that_is_overtaken_by_the_next_takes_nothing_back() -> None:
    """A request can set out before the address that the last run wrote has reached the browser."""
    at = opened()
    older = dict(at.query_params)
    at.selectbox(key="kpi filter kpi").set_value(key_of("Complaints")).run()
    at.query_params |= older
    at.run()
    assert at.session_state["kpi filter kpi"] == key_of("Complaints")
    assert at.query_params["k.kpi"] == key_of("Complaints")


@pytest.mark.usefixtures("listed")
def test_filters_are_in_the_address_and_what_does_not_fit_is_named() -> None:
    at = opened({"k.horizon": "short", "k.owner": "Bob"})
    assert_whole(at)
    assert "asks for the owner 'Bob'" in said(at)
    assert "None of 2 KPIs really changed" in said(at)
    assert plan_of(at)["k.horizon"] == "short"
    at.text_input(key="kpi filter text").set_value("nothing like it").run()
    assert "No KPI fits the filter." in said(at)
    at = press(at, "Show all")
    assert "1 of 3 KPIs really changed" in said(at)
    assert plan_of(at)["k.horizon"] == ""


def test_totals_are_shown_unless_a_split_is_asked_for(empty_workspace: Path) -> None:
    load(HEAD + "".join(rows("On time", STEADY, region=region) for region in ("", "North", "South")))
    at = opened()
    assert "None of 1 KPI really changed" in said(at)
    at.selectbox(key="kpi filter split").set_value("Every series").run()
    assert "None of 3 KPIs really changed" in said(at)
    at.selectbox(key="kpi filter split").set_value("Region: North").run()
    assert "None of 1 KPI really changed" in said(at)


@pytest.mark.usefixtures("listed")
def test_every_folded_part_opens() -> None:
    parts = ("quiet", "table", "directions", "noting", "method")
    at = unfold(press(opened(), "Open"), *(f"kpi {part}" for part in parts))
    assert_whole(at)
    files = {one.label for one in at.get("download_button")}
    assert files == {
        "Verdicts, readings and notes (XLSX)",
        "Verdicts (CSV)",
        "Readings with limits (CSV)",
    }


@pytest.mark.usefixtures("listed")
def test_a_shift_is_accepted_with_a_reason_and_taken_back() -> None:
    at = unfold(press(opened(), "Open"), "kpi noting")
    at.session_state["kpi forms"] = "Accept a shift"
    at = press(at.run(), "Accept the shift")
    assert "reason must be filled in" in said(at) or "text must be filled in" in said(at)
    next(one for one in at.text_input if one.label == "Reason (required)").set_value("New supplier")
    at = press(at, "Accept the shift")
    assert "Saved." in said(at)
    assert "A shift was accepted" in said(at)
    assert "None of 3 KPIs really changed" in said(at)
    at = press(at, "Undo this")
    assert "1 of 3 KPIs really changed" in said(at)


@pytest.mark.usefixtures("listed")
def test_a_target_holds_from_the_last_reading_on() -> None:
    at = unfold(opened({"k.kpi": key_of("On time")}), "kpi noting")
    at.session_state["kpi forms"] = "Target"
    at.run()
    next(one for one in at.number_input if "Target" in one.label).set_value(40.0)
    at = press(at, "Set the target")
    assert "target 40 % met" in said(at)


@pytest.mark.usefixtures("listed")
def test_a_reading_is_added_to_the_open_kpi() -> None:
    at = unfold(opened({"k.kpi": key_of("On time")}), "kpi noting")
    next(one for one in at.number_input if "Value" in one.label).set_value(47.0)
    at = press(at, "Add the reading")
    assert "47 % in 2026-01" in said(at)


@pytest.mark.usefixtures("listed")
def test_directions_are_kept_until_they_are_saved() -> None:
    at = unfold(opened(), "kpi directions")
    assert "1 series without a direction, listed first" in said(at)
    held = dict(at.session_state["kpi direction edits"])
    held["main"] = {key_of("Basket"): "higher"}
    at.session_state["kpi direction edits"] = held
    at = press(at.run(), "Save 1 direction")
    assert "Saved." in said(at)
    db = session.database()
    series = gather(db, snapshots.snapshot(db, "main")).series
    assert dict(zip(series.name, series.direction, strict=True))["Basket"] == "higher"


@pytest.mark.usefixtures("listed")
def test_a_review_goes_from_one_to_the_next_and_opens_with_the_last_decision() -> None:
    at = press(opened(), "Begin a review")
    assert plan_of(at)["k.kpi"] == key_of("Complaints")
    assert "0 of 4 reviewed since their last reading" in said(at)
    next(one for one in at.text_input if one.label.startswith("Decision")).set_value("Ask the supplier")
    at = press(at, "Reviewed")
    assert_whole(at)
    assert plan_of(at)["k.kpi"] == key_of("Basket")
    assert "1 of 4 reviewed since their last reading" in said(at)
    at = press(at, "Previous")
    assert "Ask the supplier" in said(at)
    assert "Last review" in said(at)


def test_without_targets_there_is_a_sentence_instead_of_an_empty_picture(empty_workspace: Path) -> None:
    load(HEAD + rows("On time", STEADY).replace(",50\n", ",\n"))
    at = opened()
    assert_whole(at)
    assert "none has a target, a direction and a value" in said(at)
    assert not at.get("vega_lite_chart")


def test_where_no_kpi_has_a_direction_the_editor_comes_before_the_pictures(empty_workspace: Path) -> None:
    load(HEAD + rows("On time", STEADY, better="") + rows("Basket", STEADY, better=""))
    at = opened()
    sentence = "No KPI says whether higher or lower is better, so none can be met or missed yet."
    assert sentence in said(at)
    folds = [one.label for one in at.expander]
    assert folds.index("Say which way is better, for many KPIs at once") == 1
    at = unfold(at, "kpi directions")
    portfolio = at.session_state["kpi direction edits"]["main"]
    portfolio[key_of("Basket")] = "higher"
    at = press(at.run(), "Save 1 direction")
    assert_whole(at)
    assert sentence not in said(at)
    assert "Undo this" in [one.label for one in at.button]
    assert [one.label for one in at.expander].index("Say which way is better, for many KPIs at once") == 1


@pytest.mark.usefixtures("listed")
def test_a_date_before_the_projects_is_no_reason_to_warn_where_there_are_readings() -> None:
    load("ID,Project,As of\nP1,Portal,2026-06-30\n")
    at = opened({"as_of": "2026-03-31"})
    assert_whole(at)
    assert at.session_state["scenario"].as_of.isoformat() == "2026-03-31"
    assert not at.warning
    assert "of 3 KPIs really changed" in said(at)
