"""A language model that writes what it is told to, and remembers what it was asked."""

from askreports.errors import ModelFailed


class ScriptedModel:
    """Writes `text` word by word; then, with `fails`, breaks off with that message."""

    name = "scripted"

    def __init__(self, text, fails=""):
        self.text = text
        self.fails = fails
        self.asked = []

    def stream(self, messages):
        self.asked.append(messages)
        for word in self.text.split(" "):
            yield word + " "
        if self.fails:
            raise self.fails if isinstance(self.fails, ModelFailed) else ModelFailed(self.fails)
