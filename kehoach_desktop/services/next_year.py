"""The next year's plan: what is proposed for it, and keeping the one that is made."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kehoach_desktop.data.store import Store
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.next_year import next_plan, proposals, to_check
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.domain.proposal import Proposal
from kehoach_desktop.services import plans


@dataclass(frozen=True, slots=True)
class Made:
    """The plan kept for the next year, and what its clerk still has to look at, each a sentence."""

    plan: Plan
    findings: tuple[str, ...]


def propose(plan: Plan, year: int, library: Iterable[LegalBasis] = ()) -> tuple[Proposal, ...]:
    """Return the changes proposed on the way to ``year``, as things stand today in the office's library."""
    return proposals(plan, year, today=dt.datetime.now().astimezone().date(), library=library)


def make_next_plan(
    store: Store, plan: Plan, year: int, proposed: Sequence[Proposal], accepted: Sequence[Proposal]
) -> Made:
    """Keep the plan for ``year`` with the accepted changes; the plan it is made from stays as it is."""
    kept = plans.add_plan(store, next_plan(plan, year, accepted), name="Lập kế hoạch năm sau")
    return Made(kept, to_check(proposed, accepted, year))
