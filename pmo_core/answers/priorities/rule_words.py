"""The rules of a plan in words, so that those that clash can be named. Plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core import look
from pmo_core.answers.priorities.offered import OFFERED
from pmo_core.answers.priorities.question import Question
from pmo_core.answers.priorities.ruled import PEOPLE, Idle
from pmo_core.measure.choose import Cap, Rule, ShareLimit
from pmo_core.model import Horizon

_FIELDS: Final = {one.criterion.id: one.criterion.name[0].lower() + one.criterion.name[1:] for one in OFFERED}
_COUNTS: Final = ("No rule", "This", "These two", "These three", "These four", "These five")


def rule_name(asked: Question, rule: Rule) -> str:
    """One rule: 'CRM must be funded (legal duty)', 'at most £40m in 2027', 'A needs B'."""
    problem, open_ones = asked.problem, asked.gathered.held.positions
    if rule.kind == "budget":
        return f"the budget of {look.amount(problem.budget, asked.gathered.held.unit)}"
    if rule.kind in ("must", "must_not"):
        return _demand(asked, rule)
    if rule.kind == "undecidable":
        return f"{open_ones.label(rule.place)} has {lacking(asked, rule.place)}"
    if rule.kind == "needs":
        one, other = problem.needs[rule.place]
        return f"{open_ones.label(one)} needs {open_ones.label(other)}"
    if rule.kind == "group":
        name, members = list(asked.gathered.groups.items())[rule.place]
        return f"of {name!r} only one ({', '.join(open_ones.label(place) for place in members)})"
    if rule.kind == "cap":
        return cap_name(problem.caps[rule.place], unit=asked.gathered.currency)
    if rule.kind == "share":
        return share_name(problem.shares[rule.place])
    return f"at most {look.share(problem.mix.at_most if problem.mix else 0.0)} in the wrong horizon"


def _demand(asked: Question, rule: Rule) -> str:
    open_ones, rules = asked.gathered.held.positions, asked.plan.rules
    key = str(open_ones.key[rule.place])
    must = rule.kind == "must"
    why = (rules.must if must else rules.must_not).get(key, "")
    said = f"{open_ones.label(rule.place)} must {'' if must else 'not '}be funded"
    return f"{said} ({why})" if why else said


def lacks(asked: Question, place: int) -> tuple[str, ...]:
    """What keeps a project from being decided on: 'budget', 'score on Urgency', 'cost in 2027'."""
    found: list[str] = []
    held = asked.gathered.held
    if asked.no_cost[place]:
        found.append(f"{held.basis_name} in {held.currency}" if held.elsewhere[place] else held.basis_name)
    if asked.no_value[place] and not asked.by_score:
        found += [] if asked.no_cost[place] and held.basis.value == asked.plan.value else [value_name(asked)]
    elif asked.no_value[place]:
        row = zip(asked.criteria, asked.values[place].tolist(), strict=True)
        found += [f"score on {one.name}" for one, value in row if value != value] or ["score"]
    unknown = (cap.name for cap in asked.problem.caps if cap.use[place] != cap.use[place])
    return (*found, *("effort" if name == PEOPLE else f"cost in {name}" for name in unknown))


def lacking(asked: Question, place: int) -> str:
    """The same in a few words: 'no budget and no score on Urgency'; '' where nothing is lacking."""
    found = [f"no {thing}" for thing in lacks(asked, place)]
    return f"{' and '.join(found[:2])}{' and others' if len(found) > 2 else ''}"


def value_name(asked: Question) -> str:
    """What is added up, in the middle of a sentence: 'priority score', 'planned benefit'."""
    if asked.by_score:
        return "priority score"
    field = asked.plan.value
    return _FIELDS.get(field, field.removeprefix("score."))


def cap_name(cap: Cap, *, unit: str) -> str:
    """A limit of a year or of people: 'at most £40m in 2027', 'at most 1,200 person-days'."""
    if cap.name == PEOPLE:
        return f"at most {look.amount(cap.limit, 'person-days')}"
    return f"at most {look.money(cap.limit, unit)} in {cap.name}"


def share_name(share: ShareLimit) -> str:
    """A share of what is spent: 'at least 20 % short', 'from 20 % to 50 % for IT'."""
    kind, _, name = share.name.partition(":")
    what = f"{Horizon(name).value}-term" if kind == "horizon" and name != "unclassified" else f"for {name}"
    low, high = look.share(share.low), look.share(share.high)
    if share.high >= 1:
        return f"at least {low} {what}"
    return f"at most {high} {what}" if share.low <= 0 else f"from {low} to {high} {what}"


def rules_said(asked: Question) -> list[str]:
    """What the plan asks beside the budget: projects that must or must not be funded, limits, shares."""
    problem = asked.problem
    said = [Rule("must", place) for place, on in enumerate(problem.must.tolist()) if on]
    said += [Rule("must_not", place) for place, on in enumerate(problem.must_not.tolist()) if on]
    said += [Rule("cap", place) for place in range(len(problem.caps))]
    said += [Rule("share", place) for place in range(len(problem.shares))]
    return [rule_name(asked, rule) for rule in said]


def conflict_sentence(asked: Question, rules: Sequence[Rule]) -> str:
    """'These three cannot hold together: …'; '' without any."""
    if not rules:
        return ""
    names = "; ".join(rule_name(asked, rule) for rule in rules)
    if len(rules) == 1:
        return f"This cannot hold: {names}."
    count = _COUNTS[len(rules)] if len(rules) < len(_COUNTS) else f"These {len(rules)}"
    return f"{count} cannot hold together: {names}."


def idle_sentence(one: Idle) -> str:
    """Why a rule says nothing here."""
    if one.kind == "project":
        return f"The rule for {one.name} says nothing: it is not among the open projects."
    if one.kind == "year":
        return f"The limit for {one.name} says nothing: no project has a cost in that year."
    if one.kind == "people":
        return "The limit on person-days says nothing: no project has an effort."
    return f"The share of {one.name!r} says nothing: no open project belongs to it."
