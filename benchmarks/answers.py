"""How many questions are answered right, by set, kind and style, beside plain BM25; and what each channel of the search is worth.

`python -m benchmarks answers [--sets held-out held-out-fresh] [--channels words pinyin] [--most N]`. The same sets, rules and ablation as
`xingping evaluate`. The tuning sets chose weights and thresholds; the held-out ones were only ever reported, so kinds and styles are theirs
where they are among the sets. `--channels` without a name switches none off.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.engine import Answerer
from assistant.evaluation.judge import Question, read_questions
from assistant.evaluation.report import Outcome, ask_all, pass_rate
from assistant.knowledge.fusion import CHANNELS, Fusion
from assistant.knowledge.loader import load_corpus
from assistant.service import Service
from assistant.settings import Settings
from benchmarks.figures import Done, Figure, Skipped
from benchmarks.measure import ROOT, machine, print_each
from benchmarks.plain_answers import NAME, PlainAnswers

QUESTIONS = ROOT / "tests" / "data" / "questions"
REPORTED = "held-out"  # what the names of sets begin with that nothing was chosen by
_COMMAND = "python -m benchmarks answers"
_ENGLISH = {"词": "words", "字对": "pairs", "拼音": "pinyin", "向量": "embedding", "问法": "phrasings", "条目": "entries", "段落": "passages"}
_CHANNELS = {_ENGLISH[name]: features for name, features in CHANNELS.items()}


@dataclass(frozen=True, slots=True)
class Compared:
    """A group of questions answered in two ways, both judged by the same rules. `command` measures it again."""

    what: str
    ours: tuple[Outcome, ...]
    other: tuple[Outcome, ...]
    command: str

    def row(self) -> list[str]:
        return [self.what, str(len(self.ours)), f"{pass_rate(self.ours):.1%}", f"{pass_rate(self.other):.1%}"]

    def figure(self, beside: str, *, headline: bool = False) -> Figure:
        ours, other = 100 * pass_rate(self.ours), 100 * pass_rate(self.other)
        return Figure(f"answers right, {self.what}", ours, f"% of {len(self.ours)}", beside, other, self.command, headline=headline)


def run(argv: Sequence[str]) -> Done:
    """Print a table of groups and one of channels."""
    parser = argparse.ArgumentParser("python -m benchmarks answers", description=__doc__)
    parser.add_argument("--sets", nargs="+", help="names of question files; all by default")
    parser.add_argument("--channels", nargs="*", choices=list(_CHANNELS), default=list(_CHANNELS), help="to be switched off, one at a time")
    parser.add_argument("--most", type=int, help="so many questions of each set at most")
    options = parser.parse_args(argv)
    names: list[str] = options.sets or sorted(path.stem for path in QUESTIONS.glob("*.jsonl"))
    if not names:
        raise Skipped(f"no questions in {QUESTIONS.relative_to(ROOT)}")
    sets = {name: list(read_questions(QUESTIONS / f"{name}.jsonl"))[: options.most] for name in names}
    print(f"\n## Answers\n\n{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        service = Service(settings, "exact")
        answerer, plain = service.answerer(), PlainAnswers(load_corpus(settings.corpus_dir))
        ours = {name: ask_all(answerer.answer, questions) for name, questions in sets.items()}
        other = {name: ask_all(plain.answer, questions) for name, questions in sets.items()}
        compared = print_each(("questions", "number", "right", NAME), _compared(ours, other), Compared.row)
        print()
        heads = ("channel switched off", "questions", "right", "all channels")
        ablated = print_each(heads, _ablated(answerer, sets, ours, options.channels), Compared.row)
        service.close()
    figures = [one.figure(NAME, headline=one.what in sets) for one in compared]
    return Done((*figures, *(one.figure("all channels") for one in ablated)))


def _compared(ours: Mapping[str, list[Outcome]], other: Mapping[str, list[Outcome]]) -> Iterator[Compared]:
    """Each set; then kinds and styles of the reported sets, or of all where none of those is there."""
    for name in ours:
        yield Compared(name, tuple(ours[name]), tuple(other[name]), f"{_COMMAND} --sets {name} --channels")
    names = [name for name in ours if name.startswith(REPORTED)] or list(ours)
    pairs = [pair for name in names for pair in zip(ours[name], other[name], strict=True)]
    command = f"{_COMMAND} --sets {' '.join(names)} --channels"
    for attribute in ("kind", "style"):
        groups: dict[str, list[tuple[Outcome, Outcome]]] = defaultdict(list)
        for pair in pairs:
            groups[getattr(pair[0].question, attribute)].append(pair)
        for name, group in sorted(groups.items()):
            mine, its = zip(*group, strict=True)
            yield Compared(f"{_group(names[0])}, {attribute} {name}", mine, its, command)


def _ablated(
    answerer: Answerer, sets: Mapping[str, Sequence[Question]], full: Mapping[str, list[Outcome]], channels: Sequence[str]
) -> Iterator[Compared]:
    """The tuning sets together and the reported ones together, each channel left out in turn."""
    fusion = Fusion.load()
    for group in dict.fromkeys(map(_group, sets)):
        names = [name for name in sets if _group(name) == group]
        whole = tuple(one for name in names for one in full[name])
        for channel in channels:
            without = Answerer(answerer.searcher.with_fusion(fusion.without(_CHANNELS[channel])), answerer.max_chars)
            left = tuple(ask_all(without.answer, [question for name in names for question in sets[name]]))
            yield Compared(f"{group} without {channel}", left, whole, f"{_COMMAND} --sets {' '.join(names)} --channels {channel}")


def _group(name: str) -> str:
    return REPORTED if name.startswith(REPORTED) else "tuning"
