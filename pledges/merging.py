"""Two people have changed the same text: both versions part by part, and one text out of both.

Each form carries the fingerprints of the text it was opened with, so that it can be told
who changed a part: where only one did, that one's words are proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.formats import localize
from django.utils.translation import gettext as _

from foundation import comparison
from pledges.content import Content, TaskText
from pledges.models import Part, fingerprint

MINE, THEIRS = "mine", "theirs"
PLACE, DAY, ORDER = "place", "signed_on", "order"
PLAIN = [*Part.values, PLACE, DAY]  # everything but the tasks, by its field


@dataclass(frozen=True)
class Clash:
    """A part that reads differently in the two versions, and whose words are proposed."""

    part: str
    name: str
    theirs: list[comparison.Piece]
    mine: list[comparison.Piece]
    proposed: str
    both_changed: bool


def marks(content: Content) -> dict[str, str]:
    """What a form carries along: the fingerprint of each part, and the order of the tasks."""
    read = texts(content)
    found = {part: fingerprint(text) for part, text in read.items()}
    return found | {ORDER: ",".join(task.key for task in content.tasks)}


def texts(content: Content) -> dict[str, str]:
    """Part → what it says, place and day included, as people read it."""
    plain = {part: getattr(content, part) for part in PLAIN}
    plain[DAY] = localize(content.signed_on) if content.signed_on else ""
    return plain | {task.key: task.text for task in content.tasks}


def clashes(mine: Content, theirs: Content, base: Mapping[str, str]) -> list[Clash]:
    """Every part that differs, in the paper's order; ``base``: the marks mine was opened with."""
    ours, others = texts(mine), texts(theirs)
    keys = [*PLAIN[:1], *woven_keys(mine, theirs), *PLAIN[1:]]
    found = [
        clash(key, name_of(key, mine, theirs), others.get(key), ours.get(key), base.get(key))
        for key in keys
        if fingerprint(ours.get(key, "")) != fingerprint(others.get(key, ""))
    ]
    return [*found, *clash_of_order(mine, theirs, base)]


def clash(part: str, name: str, theirs: str | None, mine: str | None, base: str | None) -> Clash:
    """One part; None stands for a task that is not there."""
    left, right = comparison.compare(theirs or "", mine or "")
    i_did = base != (None if mine is None else fingerprint(mine))
    they_did = base != (None if theirs is None else fingerprint(theirs))
    proposed = THEIRS if they_did and not i_did else MINE
    return Clash(part, name, left, right, proposed, both_changed=i_did and they_did)


def clash_of_order(mine: Content, theirs: Content, base: Mapping[str, str]) -> list[Clash]:
    """The tasks that both have stand in another order."""
    ours, others = common_order(mine, theirs), common_order(theirs, mine)
    if ours == others:
        return []
    opened = [key for key in base.get(ORDER, "").split(",") if key in ours]
    left, right = comparison.compare(numbered(theirs, others), numbered(mine, ours))
    i_did, they_did = opened != ours, opened != others
    proposed = THEIRS if they_did and not i_did else MINE
    return [Clash(ORDER, _("Order of the tasks"), left, right, proposed, i_did and they_did)]


def common_order(content: Content, other: Content) -> list[str]:
    """The keys of the tasks that the other text has as well, in this text's order."""
    keys = {task.key for task in other.tasks}
    return [task.key for task in content.tasks if task.key in keys]


def numbered(content: Content, keys: list[str]) -> str:
    """The first words of these tasks, one a line."""
    words = {task.key: " ".join(task.text.split()[:6]) for task in content.tasks}
    return "\n".join(f"{words[key]} …" for key in keys)


def woven_keys(mine: Content, theirs: Content) -> list[str]:
    keys = [[task.key for task in content.tasks] for content in (theirs, mine)]
    return comparison.woven(*keys)


def name_of(part: str, mine: Content, theirs: Content) -> str:
    """What the part is called, in the text that has it."""
    if part in {PLACE, DAY}:
        return _("Place of signing") if part == PLACE else _("Day of signing")
    has_it = part in Part.values or part in {task.key for task in mine.tasks}
    return (mine if has_it else theirs).name_of(part)


def joined(mine: Content, theirs: Content, choices: Mapping[str, str]) -> Content:
    """My text, with their words wherever "theirs" was chosen."""
    chosen = {part for part, choice in choices.items() if choice == THEIRS}
    plain = {part: getattr(theirs, part) for part in PLAIN if part in chosen}
    sides = {side: {task.key: task for task in text.tasks} for side, text in
             ((MINE, mine), (THEIRS, theirs))}  # fmt: skip
    keys = woven_keys(theirs, mine) if ORDER in chosen else woven_keys(mine, theirs)
    tasks: list[TaskText] = []
    for key in keys:
        side = sides[THEIRS if key in chosen else MINE]
        if key in side:
            tasks.append(side[key])
    return replace(mine, **plain, tasks=tuple(tasks))
