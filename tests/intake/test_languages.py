"""What project tools write in the large European languages means the same as in English."""

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from pmo_core.intake.values import standard as standard_module
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.values.standard import comparable, number_word, rating, standard
from pmo_core.model import FieldType, Missing

MAPS = tomllib.loads((Path(standard_module.__file__).parent / "value_maps.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", MAPS)
def test_no_word_means_two_things(section: str) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for value, words in MAPS[section].items():
        for word in words:
            meanings[comparable(word)].add(value)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Zu erledigen, Nicht begonnen, Offen, Geplant, À faire, Non commencé, Ouverte", "not_started"),
        (
            "Por hacer, Tareas por hacer, No iniciadas, Abierta, A fazer, Não iniciado, Tarefas pendentes",
            "not_started",
        ),
        ("Da fare, Non avviata, Aperto, Te doen, Niet gestart, Do zrobienia, Nie rozpoczęto", "not_started"),
        ("Yapılacaklar, Başlanmadı, Açık, Att göra, Ikke startet, Å gjøre", "not_started"),
        ("In Arbeit, In Bearbeitung, En cours, En curso, Em andamento, In corso, Bezig", "in_progress"),
        ("Wordt uitgevoerd, W toku, W trakcie, Devam ediyor, Sürüyor, Pågår, I gang", "in_progress"),
        ("Blockiert, Wartend, Bloqué, En attente, Bloqueado, En espera, Em espera, Pausado", "blocked"),
        ("Sospeso, In attesa, Geblokkeerd, Uitgesteld, Wstrzymane, Zawieszony, Askıya alındı", "blocked"),
        ("Fertig, Erledigt, Abgeschlossen, Gelöst, Terminé(e), Résolue, Clôturé, Fermée", "done"),
        ("Listo, Hecho, Completadas, Finalizada, Cerrada, Concluído, Feito, Resolvido, Fechado", "done"),
        ("Completato, Chiusa, Voltooid, Gereed, Gesloten, Gotowe, Zakończone, Zamknięte, Ukończone", "done"),
        ("Tamamlandı, Kapatıldı, Çözüldü, Slutfört, Klart, Fuldført, Fullført", "done"),
        (
            "Abgebrochen, Storniert, Verworfen, Annulé, Abandonné, Cancelado, Rechazado, Rejeitado",
            "cancelled",
        ),
        (
            "Annullato, Geannuleerd, Vervallen, Anulowane, Odrzucone, İptal edildi, Avbruten, Annulleret",
            "cancelled",
        ),
    ],
)
def test_a_status_of_any_tool_has_its_standard(words: str, expected: str) -> None:
    assert {word: standard(word, "status") for word in words.split(", ")} == dict.fromkeys(
        words.split(", "), expected
    )


@pytest.mark.parametrize("text", ["Live", "Planning", "In Planung", "Archived", "Pronto", "Hazır"])
def test_a_status_that_can_mean_two_things_is_not_guessed(text: str) -> None:
    """Live is running or delivered; planning is before the start for one house and work for the next."""
    assert standard(text, "status") is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Grün, Vert, Verde, Groen, Zielony, Yeşil, Grön", "Green"),
        ("Bernstein, Orange, Ámbar, Naranja, Laranja, Arancione, Oranje, Turuncu", "Amber"),
        ("Gelb, Jaune, Amarillo, Amarelo, Giallo, Geel, Żółty, Sarı", "Yellow"),
        ("Rot, Rouge, Rojo, Vermelho, Rosso, Rood, Czerwony, Kırmızı, Röd", "Red"),
        ("Im Plan, En bonne voie, No prazo, In linea, Op schema, Zgodnie z planem", "On track"),
    ],
)
def test_a_rating_is_one_colour_in_every_language(words: str, expected: str) -> None:
    assert {rating(word) for word in words.split(", ")} == {expected}


@pytest.mark.parametrize(
    ("section", "words", "expected"),
    [
        ("priority", "Höchste, Sehr hoch, La plus haute, Máxima, Urgente, Hoogste, Krytyczny, Acil", 1),
        ("priority", "Hoch, Élevée, Alta, Hoog, Wysoki, Yüksek, Hög", 2),
        ("priority", "Niedrig, Faible, Baja, Baixa, Bassa, Laag, Niski, Düşük, Låg", 4),
        ("ordinal", "Hoch, Élevé, Alto, Elevata, Hoog, Wysoka, Yüksek", 4),
        ("ordinal", "Mittel, Moyen, Medio, Média, Gemiddeld, Średni, Orta", 3),
        ("level", "Ablehnend, Opposé, Resistente, Tegenstander, Przeciwny, Dirençli", 1),
        (
            "level",
            "Unterstützend, De soutien, De apoyo, Favorevole, Ondersteunend, Wspierający, Destekleyici",
            3,
        ),
        ("cadence", "Wöchentlich, Hebdomadaire, Semanal, Settimanale, Wekelijks, Co tydzień, Haftalık", 7),
        ("cadence", "Monatlich, Mensuel, Mensual, Mensal, Mensile, Maandelijks, Miesięcznie, Aylık", 30),
        (
            "likert",
            "Stimme voll zu, Tout à fait d'accord, Helemaal mee eens, Kesinlikle katılıyorum",
            5,
        ),
    ],
)
def test_a_graded_word_has_one_number_in_every_language(section: str, words: str, expected: float) -> None:
    assert {word: number_word(word, section) for word in words.split(", ")} == dict.fromkeys(
        words.split(", "), expected
    )


@pytest.mark.parametrize(
    ("section", "words", "expected"),
    [
        (
            "horizon",
            "Kurzfristig, Court terme, Corto plazo, Curto prazo, Breve termine, Korte termijn, Kısa vade",
            "short",
        ),
        (
            "horizon",
            "Langfristig, Long terme, Largo plazo, Longo prazo, Lungo termine, Długoterminowy, Uzun vade",
            "long",
        ),
        ("flag", "Ja, Oui, Sí, Sim, Tak, Evet, ✓, ☑, x, v, T", "true"),
        ("flag", "Nein, Non, No, Não, Nee, Nie, Hayır, Nej, ☐, F", "false"),
        ("direction", "Höher ist besser, Mayor es mejor, Maior é melhor, Hoger, Rosnący, Artan", "higher"),
    ],
)
def test_a_word_has_one_meaning_in_every_language(section: str, words: str, expected: str) -> None:
    assert {word: standard(word, section) for word in words.split(", ")} == dict.fromkeys(
        words.split(", "), expected
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("keine Angabe, k. A., nicht bekannt, non renseigné, sin datos, não informado", Missing.NOT_PROVIDED),
        ("non disponibile, niet bekend, brak danych, nie podano, bilinmiyor, saknas", Missing.NOT_PROVIDED),
        (
            "entfällt, nicht zutreffend, sans objet, no aplica, não se aplica, non applicabile",
            Missing.NOT_APPLICABLE,
        ),
        ("niet van toepassing, n.v.t., nie dotyczy, uygulanamaz, ej tillämpligt", Missing.NOT_APPLICABLE),
        (
            "noch offen, in Klärung, à définir, por definir, a definir, da definire, nog te bepalen",
            Missing.PLACEHOLDER,
        ),
        ("do ustalenia, belirlenecek, BELİRLENECEK, att fastställa", Missing.PLACEHOLDER),
        (
            "vertraulich, confidentiel, confidencial, riservato, vertrouwelijk, poufne, gizli",
            Missing.WITHHELD,
        ),
    ],
)
def test_a_missing_word_has_its_kind_in_every_language(words: str, kind: Missing) -> None:
    assert {word: missing_kind(word, FieldType.MONEY) for word in words.split(", ")} == dict.fromkeys(
        words.split(", "), kind
    )


def test_not_a_number_and_infinity_are_unreadable_rather_than_missing() -> None:
    assert missing_kind("NaN", FieldType.MONEY) is None
    assert missing_kind("inf", FieldType.MONEY) is None


@pytest.mark.parametrize(
    ("text", "type_"), [("Keine", FieldType.DIRECTION), ("Offen", FieldType.STATUS), ("no", FieldType.FLAG)]
)
def test_a_word_that_means_something_in_its_field_is_not_missing(text: str, type_: FieldType) -> None:
    assert missing_kind(text, type_) is None
