"""A short title for a conversation, from its first question."""

from assistant.answering.generative.fence import new_tag, plain
from assistant.answering.generative.messages import Cancelled, Writer
from assistant.answering.generative.prompts import Prompt
from assistant.answering.generative.review import adds_claims
from assistant.answering.generative.tidy import tidy

LONGEST = 20  # characters
_QUESTION = 400  # characters of the question the model is shown
_WRAPPING = "\"'“”‘’「」『』《》。.！!？?：: "


def title_of(question: str, writer: Writer, prompt: Prompt, cancelled: Cancelled) -> str:
    """The model's title; the question's beginning where it adds figures or names, or writes more than a title. Raises
    the writer's faults.
    """
    asked = plain(question)[:_QUESTION]
    lines = tidy(writer.complete(prompt.fill(tag=new_tag(), question=asked), "title", cancelled)).splitlines()
    title = lines[0].strip(_WRAPPING) if len(lines) == 1 else ""
    if not 2 <= len(title) <= LONGEST or adds_claims(title, [question]):
        return beginning(question)
    return title


def beginning(question: str) -> str:
    """The question itself as a title, cut where it is long."""
    text = " ".join(plain(question).split()).strip(_WRAPPING)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
