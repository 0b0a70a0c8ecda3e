"""Files as colleagues in other countries send them: titles, totals, their own numbers, dates and words."""

from datetime import date

import pytest

from pmo_core.intake.reading import Reading
from tests.intake.books import book
from tests.intake.by_hand import cells, codes, missing, read

GERMAN = """Statusbericht Projektportfolio IT
Stand: 31.03.2026
Verantwortlich: PMO

Nr.;Projektname;Bereich;Ampel;Status;Beginn;Ende;Budget;Ist-Kosten;Fortschritt
P-001;ERP;Finanzen;gelb;in Arbeit;01.02.2025;30.06.2027;1.234.500,00 €;512.300,50 €;42 %
P-002;Rechenzentrum;IT;rot;in Arbeit;15.08.2024;31.12.2026;2.750.000,00 €;2.100.000,00 €;65 %
P-003;Archiv;;grün;abgeschlossen;01.01.2024;31.12.2025;98.000,00 €;91.250,75 €;100 %
P-004;Büro;Personal;;zurückgestellt;k. A.;offen;noch offen;;
Summe;;;;;;;4.082.500,00 €;2.703.551,25 €;


Nr.;Risiko;Projekt;Eintrittswahrscheinlichkeit;Maßnahme
R1;Lieferant fällt aus;P-001;hoch;Zweiter Lieferant
R2;Fachkräftemangel;P-002;mittel;Externe

Legende: grün = im Plan, gelb = Abweichung, rot = kritisch
"""
FRENCH = """Indicateur;Unité;Cible;janv. 2026;févr. 2026;mars 2026;avr. 2026
Taux de satisfaction;%;85 %;82,5 %;83,0 %;84,1 %;n.d.
Délai moyen de livraison;jours;12;14,5;13,2;12,8;12,1
Incidents critiques;nombre;0;3;1;2;0
"""
SPANISH = """Código;Nombre del proyecto;Estado;Fecha de inicio;Fecha de fin;Presupuesto (miles de €);Avance
PR-01;Migración a la nube;En curso;01/03/2025;30/11/2026;1.250,5;35%
PR-02;Portal del empleado;Finalizado;01/06/2024;28/02/2025;310,0;100%
PR-03;Plan de formación;Pendiente;;31/12/2026;95,0;0%
Total;;;;;1.655,5;
"""
ITALIAN = """Elenco progetti al 31/03/2026;;;;;
;;;;;
Codice progetto;Nome progetto;Stato;Data inizio;Data fine prevista;Budget €
IT-1;Archivio;In corso;01/02/2025;30/09/2026;1.234.567,89
IT-2;Sito web;Completato;10/01/2024;20/12/2024;85.000,00
IT-3;Rete;Sospeso;01/05/2025;31/12/2026;250.000,00
Totale;;;;;1.569.567,89
"""
TURKISH = """Proje Adı;Departman;Durum;Başlangıç Tarihi;Bitiş Tarihi;Bütçe (TL)
Şube Açılışı;Satış;Devam ediyor;01.02.2025;30.06.2026;1.250.000,00
Yeni ERP Geçişi;BT;Tamamlandı;15.08.2024;31.12.2025;3.400.000,50
İş Güvenliği Eğitimi;İK;Başlamadı;01.09.2026;31.03.2027;85.000,00
Toplam;;;;;4.735.000,50
"""
POLISH = """Nazwa projektu;Dział;Status;Data rozpoczęcia;Data zakończenia;Budżet (tys. zł)
Wdrożenie systemu ERP;Finanse;W trakcie;01.02.2025;30.06.2027;1 234,50
Portal klienta;Sprzedaż;Zakończony;01.01.2024;30.11.2024;640,00
Szkolenia BHP;HR;Planowany;01.09.2026;31.03.2027;80,00
Razem;;;;;1 954,50
"""
PORTUGUESE = """Código;Nome do projeto;Situação;Data de início;Data de término;Orçamento;% concluído
1;Implantação do ERP;Em andamento;01/02/2025;30/06/2027;R$ 1.234.500,00;42%
2;Portal;Concluído;01/01/2024;31/12/2024;R$ 98.000,50;100%
3;Treinamento;Não iniciado;15/09/2026;31/03/2027;A definir;0%
Total geral;;;;;R$ 1.332.500,50;
"""
SWISS = """Projekt-Nr;Projekt;Status-Ampel;Start;Termin;Kosten geplant (CHF)
10;Gebäudesanierung Süd;Gelb;1.3.2025;30.11.2026;1'234'500.00
11;E-Voting;Rot;15.8.2024;31.12.2026;2'750'000.50
12;Archiv;Grün;1.1.2024;31.12.2025;98'000.00
"""


@pytest.fixture
def german() -> Reading:
    """A status report with title rows, a merged cell, a total, a second table and a legend."""
    rows: list[list[object]] = [[text or None for text in line.split(";")] for line in GERMAN.splitlines()]
    content = book(("Bericht", rows), change=lambda made: made.worksheets[0].merge_cells("C7:C8"))
    return read(content, "Bericht.xlsx")


def test_a_german_report_loads_without_a_question(german: Reading) -> None:
    assert not german.questions
    assert german.as_of == (date(2026, 3, 31),)
    assert cells(german, "name") == ["ERP", "Rechenzentrum", "Archiv", "Büro"]
    assert cells(german, "budget") == [1_234_500.0, 2_750_000.0, 98_000.0, None]
    assert cells(german, "actual_cost") == [512_300.5, 2_100_000.0, 91_250.75, None]
    assert cells(german, "rating") == ["Yellow", "Red", "Green", None]
    assert cells(german, "status_standard") == ["in_progress", "in_progress", "done", "blocked"]
    assert cells(german, "percent_complete") == [0.42, 0.65, 1.0, None]


def test_a_german_report_keeps_why_cells_hold_nothing(german: Reading) -> None:
    assert missing(german, "start") == {9: "not_provided"}
    assert missing(german, "finish") == {9: "placeholder"}
    assert missing(german, "budget") == {9: "placeholder"}


def test_a_german_report_names_its_total_its_merged_cell_and_its_second_table(german: Reading) -> None:
    assert {"row.total", "cell.merged", "block.left_out"} <= codes(german)
    assert cells(german, "department") == ["Finanzen", "IT", "IT", "Personal"]
    total = next(issue for issue in german.issues if issue.code == "row.total")
    assert "add up to the same" in total.problem


def test_french_indicators_over_months_become_readings() -> None:
    reading = read(FRENCH.encode("cp1252"), "indicateurs.csv")
    assert reading.kind == "kpis"
    assert reading.rows_loaded == 12
    assert len(set(cells(reading, "series"))) == 3
    assert cells(reading, "value")[:5] == [82.5, 83.0, 84.1, None, 14.5]
    assert cells(reading, "period_start")[:4] == [date(2026, month, 1) for month in (1, 2, 3, 4)]
    assert cells(reading, "target")[::4] == [85.0, 12.0, None]  # 0 is no target until it is confirmed


@pytest.mark.parametrize(
    ("content", "encoding", "budgets", "currency", "statuses", "finishes"),
    [
        (
            SPANISH,
            "utf-8",
            [1_250_500.0, 310_000.0, 95_000.0],
            "EUR",
            ["in_progress", "done", "not_started"],
            [date(2026, 11, 30), date(2025, 2, 28), date(2026, 12, 31)],
        ),
        (
            ITALIAN,
            "cp1252",
            [1_234_567.89, 85_000.0, 250_000.0],
            "EUR",
            ["in_progress", "done", "blocked"],
            [date(2026, 9, 30), date(2024, 12, 20), date(2026, 12, 31)],
        ),
        (
            POLISH,
            "cp1250",
            [1_234_500.0, 640_000.0, 80_000.0],
            "PLN",
            ["in_progress", "done", "not_started"],
            [date(2027, 6, 30), date(2024, 11, 30), date(2027, 3, 31)],
        ),
        (
            TURKISH,
            "cp1254",
            [1_250_000.0, 3_400_000.5, 85_000.0],
            "TRY",
            ["in_progress", "done", "not_started"],
            [date(2026, 6, 30), date(2025, 12, 31), date(2027, 3, 31)],
        ),
        (
            PORTUGUESE,
            "utf-8",
            [1_234_500.0, 98_000.5, None],
            "BRL",
            ["in_progress", "done", "not_started"],
            [date(2027, 6, 30), date(2024, 12, 31), date(2027, 3, 31)],
        ),
    ],
)
def test_a_list_of_projects_loads_in_its_own_language(
    content: str,
    encoding: str,
    budgets: list[float | None],
    currency: str,
    statuses: list[str],
    finishes: list[date],
) -> None:
    reading = read(content.encode(encoding), "x.csv")
    assert not reading.questions
    assert cells(reading, "budget") == budgets
    assert set(cells(reading, "currency")) == {currency}
    assert cells(reading, "status_standard") == statuses
    assert cells(reading, "finish") == finishes
    assert "row.total" in codes(reading)


def test_swiss_apostrophes_part_thousands() -> None:
    reading = read(SWISS.encode("cp1252"), "x.csv")
    assert not reading.questions
    assert cells(reading, "budget") == [1_234_500.0, 2_750_000.5, 98_000.0]
    assert set(cells(reading, "currency")) == {"CHF"}
    assert cells(reading, "finish") == [date(2026, 11, 30), date(2026, 12, 31), date(2025, 12, 31)]
    assert cells(reading, "rating") == ["Yellow", "Red", "Green"]
