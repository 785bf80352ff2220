"""What the library does to the page: căn cứ into the preamble, a citation in at the caret."""

from collections.abc import Sequence
from dataclasses import replace

from kehoach_desktop.domain.basis_order import inline_citation, with_bases
from kehoach_desktop.domain.legal_basis import LegalBasis
from kehoach_desktop.domain.plan import Plan
from kehoach_desktop.ui.plan.draft import Draft, Step
from kehoach_desktop.ui.plan.text_verbs import Place, insert_lines


def insert_bases(draft: Draft, bases: Sequence[LegalBasis], caret: tuple[int, int]) -> Step | None:
    """Put a căn cứ for each text not yet cited into the preamble; the caret (item, letters) stays.

    None when all of them are there already.
    """
    preamble, added = with_bases(draft.lines[: draft.boundary], bases)
    if not added:
        return None
    lines = preamble + draft.lines[draft.boundary :]
    line = next((n for n, item in enumerate(lines) if item.id == caret[0]), None)
    if line is None:  # there was no text yet: go on below them
        return Step(Draft(lines, len(preamble)), len(preamble) - 1, len(preamble[-1].text))
    return Step(Draft(lines, len(preamble)), line, caret[1])


def insert_citations(draft: Draft, plan: Plan, bases: Sequence[LegalBasis], at: Place) -> Step:
    """Cite the texts at the caret: in full where the plan has not cited them before, shortly where it has."""
    line, offset = at
    item = draft.lines[line]
    before, after = item.text[:offset], item.text[offset:]
    text = ""
    for basis in bases:
        seen = replace(item, text=before + text)
        so_far = replace(plan, preamble=(*draft.lines[:line], seen), body=())
        text += f"{'; ' if text else ''}{inline_citation(so_far, basis, item.id, len(seen.text))}"
    if before and not before[-1].isspace() and before[-1] not in '(“"':
        text = f" {text}"
    if after and (after[0].isalnum() or after[0] in "(“"):
        text = f"{text} "
    return insert_lines(draft, at, [text])
