"""Two portfolios in one database: what one does is never seen in the other, whatever the order."""

from __future__ import annotations

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.snapshots import snapshot
from pmo_core.store.versions import current, history, save_part, undo
from tests.store.conftest import ADMIN, project_rows, record_of

PORTFOLIOS = ("north", "south")
names = strategies.dictionaries(
    strategies.sampled_from("ABCD"), strategies.integers(1, 9), min_size=1, max_size=3
)
which = strategies.sampled_from(PORTFOLIOS)


class Apart(RuleBasedStateMachine):
    """A plain dictionary of versions per portfolio says what the store must answer."""

    def __init__(self) -> None:
        super().__init__()
        self.db = Database.memory()
        self.contents: dict[str, dict[int, dict[str, float]]] = {name: {0: {}} for name in PORTFOLIOS}
        self.parents: dict[int, int] = {}
        self.now = dict.fromkeys(PORTFOLIOS, 0)
        self.seen: list[tuple[str, str, int]] = []

    @rule(
        portfolio=which,
        names=names,
        keep=strategies.booleans(),
        gone=strategies.sets(strategies.sampled_from("ABCD"), max_size=1),
    )
    def load(self, portfolio: str, names: dict[str, int], keep: bool, gone: set[str]) -> None:
        mine = {f"{portfolio} {name}": float(budget) for name, budget in names.items()}
        dropped = sorted({f"{portfolio} {name}" for name in gone} - mine.keys())
        rows = project_rows(mine, gone=dropped)
        record = record_of("file.csv", rows=rows.num_rows, portfolio=portfolio)
        with self.db.writing() as tx:
            version = int(save_part(tx, record, rows=rows, keep=keep, grant=ADMIN))
        base = self.contents[portfolio][self.now[portfolio]] if keep else {}
        kept = {name: budget for name, budget in base.items() if name not in dropped}
        self.contents[portfolio][version] = kept | mine
        self.parents[version] = self.now[portfolio]
        self.now[portfolio] = version

    @precondition(lambda self: any(self.now.values()))
    @rule(portfolio=which)
    def undo(self, portfolio: str) -> None:
        if self.now[portfolio]:
            with self.db.writing() as tx:
                moved = undo(tx, portfolio, grant=ADMIN)
            self.now[portfolio] = self.parents[self.now[portfolio]]
            assert moved.to_version == self.now[portfolio]

    @precondition(lambda self: self.parents)
    @rule(portfolio=which, turn=strategies.integers(0, 50))
    def go_to(self, portfolio: str, turn: int) -> None:
        known = sorted(self.contents[portfolio].keys() - {0})
        if known:
            with self.db.writing() as tx:
                undo(tx, portfolio, to=known[turn % len(known)], grant=ADMIN)
            self.now[portfolio] = known[turn % len(known)]

    @invariant()
    def each_sees_its_own_rows_and_nothing_else(self) -> None:
        for portfolio in PORTFOLIOS:
            version = current(self.db, portfolio).get(Kind.PROJECTS, 0)
            assert version == self.now[portfolio]
            assert (
                dict(self.db.rows(__file__, "budgets", version=version)) == self.contents[portfolio][version]
            )
            listed = {entry.version for entry in history(self.db, portfolio)}
            assert listed == self.contents[portfolio].keys() - {0}

    @invariant()
    def every_snapshot_that_was_seen_is_found_again(self) -> None:
        for portfolio in PORTFOLIOS:
            if len(self.contents[portfolio]) > 1:
                seen = snapshot(self.db, portfolio)
                self.seen.append((portfolio, seen.id, self.now[portfolio]))
        for portfolio, id, version in self.seen[-6:]:
            assert snapshot(self.db, portfolio, id=id).versions.get(Kind.PROJECTS, 0) == version

    def teardown(self) -> None:
        self.db.close()


Apart.TestCase.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
TestPortfoliosApart = Apart.TestCase
