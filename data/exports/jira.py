"""Jira: repeated headers, months in words, estimates in seconds; the same board in four languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exports.files import names, text
from exports.items import ITEMS, Item

_SECONDS_PER_HOUR = 3600
_PARENT_ID = 41_000
_MEMBERS = ("Labels", "Labels", "Labels", "Watchers", "Watchers Id", "Comment", "Comment")
HEADER = names(
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Project type,Project lead,"
    "Project lead id,Project description,Project url,Priority,Resolution,Assignee,Assignee Id,Reporter,"
    "Reporter Id,Creator,Creator Id,Created,Updated,Last Viewed,Resolved,Component/s,Due Date,Votes"
)
AFTER = names(
    "Description,Environment,Original Estimate,Remaining Estimate,Time Spent,Work Ratio,Σ Original Estimate,"
    "Security Level,Custom field (Start date),Custom field (Story Points),Custom field (Budget GBP),Sprint,"
    "Parent,Parent summary,Status Category,Status Category Changed"
)
_STATUS = {
    "todo": ("To Do", "To Do"),
    "doing": ("In Progress", "In Progress"),
    "blocked": ("Waiting for supplier", "In Progress"),
    "done": ("Done", "Done"),
    "cancelled": ("Won't Do", "Done"),
}
_PRIORITY = ("Highest", "High", "Medium", "Low", "Lowest")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


def _day(day: date | None, months: str = _MONTHS, clock: str = "9:26 AM") -> str:
    """Write 22/Sep/25 9:26 AM."""
    return f"{day:%d}/{months.split()[day.month - 1]}/{day:%y} {clock}" if day else ""


def english() -> bytes:
    """Epics and stories; one row has a label more than the header, one estimate is written as 38h."""
    rows = [_epic(item) for item in ITEMS]
    rows += [_story(item, step) for item in ITEMS[:6] for step in ("Design", "Build")]
    rows[4].insert(len(HEADER) + 3, "letters")  # a fourth label: Jira adds cells, not headers
    out = text([[*HEADER, *_MEMBERS, *AFTER], *rows])
    return b"\xef\xbb\xbf" + out


def _epic(item: Item) -> list[object]:
    status, category = _STATUS[item.state]
    seconds = item.hours * _SECONDS_PER_HOUR
    made = _day(item.start)
    head = [
        *(
            item.name,
            f"HW-{item.number}",
            _PARENT_ID + item.number,
            "Epic",
            status,
            "HW",
            "Halden Water change",
        ),
        *(
            "software",
            "Ines Vanterpool",
            "712020:0a",
            "What changes; and why",
            "",
            _PRIORITY[item.priority - 1],
        ),
        *("Done" if item.state == "done" else "", item.owner, f"712020:{item.number}", "Ines Vanterpool"),
        *(
            "712020:0a",
            "Ines Vanterpool",
            "712020:0a",
            made,
            _day(date(2026, 6, 26)),
            _day(date(2026, 6, 29)),
        ),
        *(_day(item.done, clock="4:05 PM"), item.team, _day(item.finish, clock="12:00 AM"), 0),
    ]
    labels = (item.team.lower(), "2026" if item.number % 2 else "", "", "Piotr Acht", "712020:7f")
    comments = (f'22/Jun/26 9:26 AM;712020:7f;Told the board: "{item.per_cent} %", more in July', "")
    estimate = "38h" if item.number == 24 else seconds
    tail = [
        *(f"{item.name}\nfor {item.team}; see the plan, page {item.number}", "", estimate, seconds // 2),
        *(
            seconds // 2,
            f"{item.per_cent}%",
            seconds,
            "",
            _day(item.start, clock="12:00 AM"),
            item.priority * 3,
        ),
        *(item.budget * 1000 if item.number != 19 else "TBC", "", "", "", category, made),
    ]
    return [*head, *labels, *comments, *tail]


def _story(item: Item, step: str) -> list[object]:
    row = _epic(item)
    number = 100 + 2 * item.number + (step == "Build")
    row[:4] = [f"{step}: {item.name.lower()}", f"HW-{number}", _PARENT_ID + number, "Story"]
    row[-4:-2] = [_PARENT_ID + item.number, item.name]
    return row


@dataclass(frozen=True)
class _Language:
    header: str
    states: str
    categories: str
    priorities: str
    months: str


_LANGUAGES = {
    "german": _Language(
        "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Projektschlüssel,Projektname,"
        "Projektleiter,Priorität,Lösung,Zugewiesene Person,Autor,Erstellt,Aktualisiert,Erledigt,"
        "Fälligkeitsdatum,"
        "Stichwörter,Stichwörter,Ursprüngliche Schätzung,Restschätzung,Benötigte Zeit,"
        "Benutzerdefinierte Felder (Start date),Benutzerdefinierte Felder (Budget EUR),Beschreibung,"
        "Statuskategorie,Parent summary",
        "Aufgaben|In Arbeit|Wartet auf Lieferant|Fertig|Abgebrochen",
        "Aufgaben|In Arbeit|In Arbeit|Fertig|Fertig",
        "Höchste|Hoch|Mittel|Niedrig|Niedrigste",
        "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    ),
    "french": _Language(
        "Résumé,Clé de ticket,ID du ticket,Type de ticket,État,Clé de projet,Nom du projet,"
        "Responsable de projet,"
        "Priorité,Résolution,Personne assignée,Rapporteur,Création,Mise à jour,Résolu,Date d'échéance,"
        "Étiquettes,Étiquettes,Estimation originale,Estimation restante,Temps consacré,"
        "Champs personnalisés (Start date),Champs personnalisés (Budget EUR),Description,Catégorie d'état,"
        "Parent summary",
        "À faire|En cours|Attente fournisseur|Terminé|Annulé",
        "À faire|En cours|En cours|Terminé|Terminé",
        "La plus haute|Haute|Moyenne|Basse|La plus basse",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    ),
    "portuguese": _Language(
        "Resumo,Chave da item,ID da item,Tipo de item,Status,Chave do projeto,Nome do projeto,"
        "Líder do projeto,"
        "Prioridade,Resolução,Responsável,Relator,Criado,Atualizado(a),Resolvido,Data limite,"
        "Categorias,Categorias,"
        "Estimativa original,Estimativa de trabalho restante,Tempo gasto,Campo personalizado (Start date),"
        "Campo personalizado (Budget EUR),Descrição,Categoria do status,Parent summary",
        "Tarefas pendentes|Em andamento|À espera do fornecedor|Concluído|Cancelado",
        "Tarefas pendentes|Em andamento|Em andamento|Concluído|Concluído",
        "Mais alta|Alta|Média|Baixa|Mais baixa",
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    ),
}
LANGUAGES = tuple(_LANGUAGES)
_STATES = ("todo", "doing", "blocked", "done", "cancelled")


def in_language(name: str) -> bytes:
    """The epics again: translated in part, months in the language, a colon behind every header."""
    words = _LANGUAGES[name]
    colon = ":" if name == "portuguese" else ""
    header = [word + colon for word in words.header.split(",")]
    delimiter = ";" if name == "german" else ","
    return text([header, *(_translated(item, words) for item in ITEMS[:18])], delimiter=delimiter)


def _translated(item: Item, words: _Language) -> list[object]:
    at = _STATES.index(item.state)
    seconds = item.hours * _SECONDS_PER_HOUR
    start, changed, done, finish = (
        _day(day, words.months) for day in (item.start, date(2026, 6, 26), item.done, item.finish)
    )
    return [
        *(
            item.name,
            f"HW-{item.number}",
            _PARENT_ID + item.number,
            "Epic",
            words.states.split("|")[at],
            "HW",
        ),
        *("Halden Water", "Ines Vanterpool", words.priorities.split("|")[item.priority - 1], "", item.owner),
        *("Ines Vanterpool", start, changed, done, finish, item.team.lower(), ""),
        *(seconds, seconds // 2, seconds // 2, start, item.budget * 1000, f"{item.team}: {item.name}"),
        *(words.categories.split("|")[at], ""),
    ]
