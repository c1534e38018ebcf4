"""From question text to a `Question`: urgency first, then intent, concepts, facts, audience."""

from citewell.understanding.intents import Asked, read_intent
from citewell.understanding.reading import read_concepts, understand
from citewell.understanding.urgency import UrgencyReading, read_urgency

__all__ = ["Asked", "UrgencyReading", "read_concepts", "read_intent", "read_urgency", "understand"]
