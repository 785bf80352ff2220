"""What each field of the particulars offers, as the list shows it."""

from collections.abc import Iterable
from dataclasses import replace

from kehoach_desktop.domain.plan import Plan, Signature
from kehoach_desktop.domain.report.composing import report_symbol
from kehoach_desktop.services import memory
from kehoach_desktop.services.files import Store
from kehoach_desktop.services.settings import Office
from kehoach_desktop.ui.plan.offers import Offer


def fact_offers(store: Store, name: str, plan: Plan, office: Office) -> list[Offer]:
    """Return what may be put into the field ``name``.

    The name brings its whole signature, the first line the lines that go with it; each as one step.
    """
    if name == "signature.name":
        return _sets(memory.signers(store, office), plan.signature)
    if name == "signature.authority":
        forms = memory.signature_forms(store, plan, office)
        kept = plan.signature.name
        return _sets((replace(form, name=kept) for form in forms), plan.signature, is_form=True)
    texts = memory.offers(store, name, plan, office)
    if name == "symbol" and plan.reporting is not None:
        texts = tuple(dict.fromkeys(report_symbol(text) for text in texts))
    return [Offer(text) for text in texts]


def _sets(known: Iterable[Signature], now: Signature, *, is_form: bool = False) -> list[Offer]:
    offers = []
    for signature in known:
        lines = [line for line in (signature.authority, signature.proxy, signature.title) if line]
        text = lines.pop(0) if is_form else signature.name
        if signature != now:
            offers.append(Offer(text, " · ".join(lines), signature))
    return offers
