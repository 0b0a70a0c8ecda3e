"""Columns that name the rows outright: a milestone id or a KPI name outweighs what other kinds share."""

from __future__ import annotations

from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, read


def test_a_milestone_id_makes_milestones_of_rows_that_look_like_notes() -> None:
    rows = {
        "Phase": ["Setup", "Launch"],
        "Milestone ID": ["ML-1", "ML-2"],
        "Milestone": ["System deployed", "List received"],
        "Description": ["installed", "delivered"],
        "Target Date": ["2026-04-26", "2026-04-29"],
        "Owner": ["Ann", "Bob"],
        "Status": ["Complete", "Pending"],
        "Risk Level": ["Low", "High"],
        "Actual Completion Date": ["2026-04-27", ""],
        "Notes": ["", "by mail"],
    }
    reading = read(rows)
    assert (reading.kind, cells(reading, "name")) == (Kind.MILESTONES, rows["Milestone"])


def test_milestones_without_a_known_name_ask_for_the_name_only() -> None:
    rows = {
        "milestone_id": ["M1", "M2"],
        "phase": ["Site planning", "Launch"],
        "planned_date": ["2026-05-01", "2026-05-13"],
        "status": ["Complete", "Blocked"],
    }
    reading = read(rows)
    assert (reading.kind, asked(reading)) == (Kind.MILESTONES, {"map.name"})


def test_a_catalogue_of_kpis_is_no_list_of_projects() -> None:
    rows = {
        "indicator_id": ["I1", "I2"],
        "name": ["Rotation", "Debt"],
        "definition": ["yearly", "per flat"],
        "unit": ["ratio", "EUR"],
        "method_status": ["planned", "experimental"],
        "notes": ["", "open"],
    }
    assert asked(read(rows)) == {"kind"}
    named = {"kpi_name": ["Rotation", "Debt"], "unit": ["%", "%"], "direction": ["grow", "reduce"]}
    assert asked(read({"id": ["1", "2"], **named, "responsible_dept": ["A", "B"]})) == {"kind"}


def test_a_reference_to_a_kpi_leaves_projects_projects() -> None:
    rows = {
        "Project ID": ["P1", "P2"],
        "Project name": ["A", "B"],
        "KPI ID": ["K1", "K2"],
        "Status": ["Active", "Done"],
    }
    assert read(rows).kind is Kind.PROJECTS


def test_probabilities_of_risks_make_no_projects() -> None:
    rows = {
        "ID": ["R1", "R2", "R3"],
        "Riesgo": ["Ransomware", "Robo", "Fuga"],
        "Probabilidad_Inicial": ["4", "3", "3"],
        "Impacto_Inicial": ["5", "5", "4"],
        "Riesgo_Inicial": ["20", "15", "12"],
    }
    assert asked(read(rows)) == {"kind"}


def test_a_confidence_alone_makes_no_projects() -> None:
    rows = {
        "id": ["li", "lin", "ver"],
        "name_en": ["Dr. Li", "Dr. Lin", "Dr. Verslues"],
        "category": ["community", "academia", "research"],
        "confidence": ["medium", "medium", "high"],
    }
    assert asked(read(rows)) == {"kind"}


def test_a_column_of_stages_whose_words_are_statuses_is_the_status() -> None:
    rows = {"nombre_obra": ["A", "B", "C"], "etapa": ["Finalizada", "En Ejecución", "En Licitación"]}
    reading = read(rows)
    assert cells(reading, "status_standard") == ["done", "in_progress", "not_started"]
    assert read(rows, mapping={"status": "-"}).mapping["stage"] == "etapa"
    phases = {"Project": ["A", "B", "C"], "Phase": ["Design", "Execution", "Closing"]}
    assert read(phases).mapping["stage"] == "Phase"


def test_an_address_is_no_department_and_a_code_no_category() -> None:
    rows = {
        "Proyectos": ["PS1", "PA2", "PA3", "PA4", "PB5"],
        "Nombre": ["Sol", "Maschwits", "Tocota", "Bragado", "Crespo"],
        "Dirección": ["Gallo 238", "Jujuy 1341", "Brandsen 2570", "Warnes 2630", "Chutro 3380"],
        "Estado": ["En proceso"] * 5,
    }
    reading = read(rows)
    assert set(reading.unmapped) == {"Proyectos", "Dirección"}
    grouped = {**rows, "Dirección": ["Obras", "Obras", "Salud", "Salud", "Obras"]}
    assert read(grouped).mapping["department"] == "Dirección"


def test_a_year_that_repeats_the_start_does_not_date_the_list() -> None:
    rows = {
        "Project": ["Tram", "Bridge", "Port"],
        "Start date": ["1/14/2023", "4/2/2025", "5/9/2025"],
        "Year": ["2023", "2025", "2025"],
    }
    reading = read(rows)
    assert (asked(reading), "Year" in reading.unmapped, reading.as_of_assumed) == (set(), True, True)
    other = {**rows, "Year": ["2024", "2025", "2025"]}
    (question,) = read(other).questions
    assert question.id == "as_of"
    assert "--map as_of=-" in question.evidence
    assert asked(read(other, mapping={"as_of": "-"})) == set()


def test_a_register_of_benefits_is_one_by_the_day_on_which_they_fall_due() -> None:
    rows = {
        "Projekt": ["ERP", "ERP", "CRM"],
        "Nutzen": ["Weniger Papier", "Schnellere Abschlüsse", "Mehr Abschlüsse"],
        "Geplanter Nutzen (T€)": ["120", "60", "300"],
        "Realisierter Nutzen (T€)": ["80", "15", "0"],
        "Fällig": ["2026-12-31", "2027-06-30", "2027-12-31"],
        "Verantwortlich": ["Huber", "Maier", "Schmid"],
    }
    reading = read(rows)
    assert (reading.kind, cells(reading, "planned")) == (Kind.BENEFITS, [120_000, 60_000, 300_000])
