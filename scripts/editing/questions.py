"""Asking: an answer comes from an option or, at a terminal, from the person there; what is not right is asked again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scripts.dataset import Dataset
from scripts.editing.fields import Field, Fields, Read
from scripts.problems import CannotRun

Reply = Callable[[str], str]  # `input`: asks with a prompt


class Answers(dict[str, Any]):
    """The answers so far by key of the question, and the package that they are about."""

    def __init__(self, dataset: Dataset):
        super().__init__()
        self.dataset, self.fields = dataset, Fields(dataset)
        self.proposed: dict[str, str] = {}  # by option, what was taken without asking
        self.typed: list[str] = []  # the options that would give the same answers

    def note(self, question: "Question", *texts: str) -> None:
        """Keep what was answered, to be given again as options."""
        self.typed += [word for text in texts for word in ((text,) if question.positional else (question.option, text))]


@dataclass(frozen=True)
class Question:
    """What is asked. `path` names the field of the records; `read`, `default`, `when` and `needed` see the answers before it."""

    key: str
    path: str
    prompt: str
    default: Callable[[Answers], str] = lambda _: ""
    read: Callable[[Answers], Read] | None = None
    when: Callable[[Answers], bool] = lambda _: True
    needed: Callable[[Answers], bool] | bool | None = None  # None: as the schema has it
    many: bool = False
    positional: bool = False

    @property
    def option(self) -> str:
        return self.key if self.positional else f"--{self.key.replace('_', '-')}"

    def only(self, when: Callable[[Answers], bool]) -> "Question":
        """The same question, asked in some cases only."""
        return replace(self, when=when)

    def field(self, answers: Answers) -> Field:
        """How it is read, its codes, and whether it is needed, in the light of the answers so far."""
        read, codes, needed = answers.fields[self.path] if self.path else Field(str, (), False)
        read = self.read(answers) if self.read else read
        if self.needed is not None:
            needed = self.needed if isinstance(self.needed, bool) else self.needed(answers)
        return Field(read, codes, needed)


def ask(questions: Iterable[Question], given: Mapping[str, Any], dataset: Dataset, reply: Reply | None) -> Answers:
    """The answers, from the options `given` or by `reply`. Raises CannotRun, in one line, where one is missing or not right."""
    answers, missing = Answers(dataset), []
    for question in questions:
        texts = given.get(question.key)
        if not question.when(answers):
            if texts:
                raise CannotRun(f"{question.option} does not go with the other answers")
            continue
        field = question.field(answers)
        if texts:
            answers[question.key] = _given(question, field, texts)
            answers.note(question, *(texts if question.many else [texts]))
        elif reply:
            if (answer := _asked(question, field, answers, reply)) is not None:
                answers[question.key] = answer
        elif default := question.default(answers):
            answers[question.key] = _given(question, field, default)
            answers.proposed[question.option] = default
        elif field.needed and not (missing and question.key == "id"):  # an identifier is proposed from the others
            missing.append(f"{question.option} ({question.prompt})")
    if missing:
        raise CannotRun(f"needed: {'; '.join(missing)}")
    return answers


def _given(question: Question, field: Field, texts: Any) -> Any:
    try:
        return [field.read(text) for text in texts] if question.many else field.read(texts)
    except ValueError as e:
        raise CannotRun(f"{question.option}: {e}") from None


def _asked(question: Question, field: Field, answers: Answers, reply: Reply) -> Any:
    """The answer of a person; None for an empty one where none is needed."""
    default, found = question.default(answers), []
    choice = f" ({', '.join(field.codes)})" if field.codes else ""
    empty = f" [{default}]" if default else "" if field.needed else " (optional)"
    prompt = f"{question.prompt}{choice}{empty}: "
    while True:
        try:
            text = reply(prompt).strip() or default
        except EOFError:
            raise CannotRun("the input ended before the last answer; nothing written") from None
        try:
            if text:
                found.append(field.read(text))
                answers.note(question, text)
                if not question.many:
                    return found[0]
            elif found or not field.needed:
                return found or None
            else:
                print("  an answer is needed")
        except ValueError as e:
            print(f"  {e}")
