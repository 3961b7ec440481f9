"""Which differences do not count, and why: alternat, typography, spelling, courtesy, renumbering and the
rest.

One false noise hides a real change, so each rule asks for everything it needs to see and leaves the rest to
count.
"""

from diple.noise.edits import LabelledEdit, label_edits
from diple.noise.sentences import sentence_noise
from diple.noise.surface import gap_noise, surface_noise

__all__ = ["LabelledEdit", "gap_noise", "label_edits", "sentence_noise", "surface_noise"]
