"""What a clerk writes under "Thời gian", understood as days."""

from kehoach_desktop.domain.timephrase.understanding import Fit as Fit
from kehoach_desktop.domain.timephrase.understanding import TimeSpan as TimeSpan
from kehoach_desktop.domain.timephrase.understanding import fit as fit
from kehoach_desktop.domain.timephrase.understanding import quarters as quarters
from kehoach_desktop.domain.timephrase.understanding import understand as understand
