"""What people type to put something to the vote, to vote, and to count."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conferences.actions.ballots import WRITTEN, Stands
from conferences.forms.fields import HourField, PeopleField, ShareField, helper
from conferences.models import BallotOption, ConferenceBallot, Purpose, ShareOf, VoteKind
from foundation.ballots.rules import Mark
from foundation.ballots.tellers import SHORTEST
from foundation.forms import WrittenForm
from members.models import Account, Board

AT_LEAST, MORE_THAN = "", "1"
MARKS = {
    Mark.FOR: pgettext_lazy("ballot mark", "Agree"),
    Mark.AGAINST: pgettext_lazy("ballot mark", "Disagree"),
}
PHRASE = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
# what is usual, by what is voted on (domain §9); each bloc changes it where its rules differ
USUAL: dict[str, dict[str, Any]] = {
    Purpose.PROPOSAL: {"kind": VoteKind.AGREE, "share": Fraction(4, 5), "is_strict": AT_LEAST},
    Purpose.CHIEF: {"kind": VoteKind.ELECT, "share": Fraction(1, 2), "is_strict": MORE_THAN},
    Purpose.DEPUTY: {"kind": VoteKind.ELECT, "share": Fraction(1, 2), "is_strict": MORE_THAN},
    Purpose.OTHER: {"kind": VoteKind.AGREE, "share": Fraction(1, 2), "is_strict": MORE_THAN},
}


class BoardsField(forms.MultipleChoiceField):
    """Several boards out of a list that is at hand, in its order."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, boards: Iterable[Board]) -> None:
        """These may be chosen."""
        self.boards = {str(board.pk): board for board in boards}
        self.choices = [(key, board.short_name) for key, board in self.boards.items()]

    def clean(self, value: Any) -> list[Board]:
        chosen = super().clean(value)
        return [board for key, board in self.boards.items() if key in chosen]


class BallotForm(WrittenForm):
    """What is voted on, and by which rules."""

    CALLED = {"option": "others"}

    purpose = forms.ChoiceField(label=_("What for"), choices=Purpose.choices)
    title = forms.CharField(
        label=_("What is voted on"), max_length=300,
        help_text=_("As it stands on the paper and in the minutes."),
    )  # fmt: skip
    boards = BoardsField(label=_("Boards that stand"), required=False)
    others = forms.CharField(
        label=_("Others that stand"), required=False, max_length=6000,
        widget=forms.Textarea({"rows": 3}), help_text=_("One a line: people, or what is decided."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("How one votes"), choices=VoteKind.choices)
    is_strict = forms.TypedChoiceField(
        label=_("Enough are"), coerce=bool, empty_value=False, required=False,
        choices=[(AT_LEAST, _("at least that share")), (MORE_THAN, _("more than that share"))],
    )  # fmt: skip
    share = ShareField(
        label=_("Share of the votes"),
        help_text=_("A fraction such as 2/3, or percent; of 11 at least 80 % are 9."),
    )
    share_of = forms.ChoiceField(label=_("Of what"), choices=ShareOf.choices)
    places = forms.IntegerField(
        label=_("How many win at most"), min_value=0, max_value=60, initial=0,
        help_text=_("0: all that have enough votes. For awards: how many the ministry allows."),
    )  # fmt: skip
    most = forms.IntegerField(
        label=_("How many one may choose"), min_value=1, max_value=60, initial=1,
        help_text=_("Only where one chooses among them."),
    )  # fmt: skip
    votes_on_itself = forms.BooleanField(
        label=_("A board that stands votes on itself too"), required=False, initial=True
    )
    is_secret = forms.BooleanField(
        label=_("In secret; otherwise by show of hands"), required=False, initial=True
    )
    has_codes = forms.BooleanField(
        label=_("Each voter gets a code to find the own paper"), required=False,
        help_text=_(
            "After the count all codes are published with their papers. Anybody may then take "
            "any code as theirs; a code proves to nobody else how one has voted."
        ),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where the rules are set"), max_length=300, required=False,
        help_text=_("For example: regulation of the bloc, article 9"),
    )  # fmt: skip

    helper = helper(_("Save the ballot"))

    def __init__(self, *args: Any, boards: Iterable[Board], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["boards"].offer(boards)

    def clean(self) -> dict[str, Any]:
        """As the action takes it: boards and others are what stands."""
        typed = super().clean()
        lines = [line.strip() for line in typed.pop("others", "").splitlines()]
        boards = [Stands(board.short_name, board) for board in typed.pop("boards", [])]
        typed["options"] = [*boards, *(Stands(line[:300]) for line in lines if line)]
        return typed


def usual_of(purpose: str) -> dict[str, Any]:
    """What the form proposes for it."""
    known = purpose if purpose in Purpose.values else Purpose.PROPOSAL
    facts = dict(USUAL[known])
    facts["share"] = share_typed(facts["share"])
    return {"purpose": known, "share_of": ShareOf.ALL, **facts}


def written(ballot: ConferenceBallot, options: Sequence[BallotOption]) -> dict[str, Any]:
    """What stands there now, for the form."""
    facts = {name: getattr(ballot, name) for name in WRITTEN}
    strict = MORE_THAN if ballot.is_strict else AT_LEAST
    return facts | {
        "is_strict": strict,
        "share": share_typed(ballot.share),
        "boards": [str(each.board_id) for each in options if each.board_id],
        "others": "\n".join(each.text for each in options if not each.board_id),
    }


def share_typed(share: Fraction) -> str:
    """As people type it: 80 %, or 2/3."""
    percent = share * 100
    return f"{percent} %" if percent.denominator == 1 else str(share)


class OpenBallotForm(forms.Form):
    """Until when the boards vote."""

    closes_at = HourField(
        label=_("Closes by itself at"), required=False,
        help_text=_("Leave it empty to close it by hand once all have voted."),
    )  # fmt: skip

    helper = helper(_("Open the ballot"))

    def __init__(self, *args: Any, day: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.day = day

    def clean_closes_at(self) -> dt.datetime | None:
        """That hour of the day of the conference."""
        hour = self.cleaned_data["closes_at"]
        return timezone.make_aware(dt.datetime.combine(self.day, hour)) if hour else None


class VoidBallotForm(WrittenForm):
    """Why it counts for nothing."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody in the bloc reads it; the minutes print it."),
    )  # fmt: skip

    helper = helper(_("Declare the ballot void"))


class VoteForm(forms.Form):
    """A paper: what stands, and the marks beside it; all of it may stay empty."""

    is_spoilt = forms.BooleanField(label=_("I hand in a spoilt paper"), required=False)
    code = forms.RegexField(r"^[A-Z2-9]{8}$", required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, ballot: ConferenceBallot, options: Sequence[BallotOption], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.ballot, self.options = ballot, options
        for name, field in self.asked():
            self.fields[name] = field

    def asked(self) -> Iterable[tuple[str, forms.Field]]:
        """A field for each option, or one for all."""
        if self.ballot.kind == VoteKind.AGREE:
            for each in self.options:
                yield each.key, radios(each.text, list(MARKS.items()))
            return
        names = [(each.key, each.text) for each in self.options]
        if self.ballot.kind == VoteKind.ELECT:
            yield "chosen", radios(_("Choose one"), names)
        else:
            label = _("Choose up to %(most)s") % {"most": self.ballot.most}
            yield (
                "chosen",
                forms.MultipleChoiceField(
                    label=label, choices=names, required=False, widget=forms.CheckboxSelectMultiple
                ),
            )

    @property
    def questions(self) -> list[BoundField]:
        """The fields of the paper itself."""
        return [self[name] for name in self.fields if name not in ("is_spoilt", "code")]

    @property
    def marks(self) -> dict[str, str]:
        """Option → mark, as the box takes it."""
        typed = self.cleaned_data
        if self.ballot.kind == VoteKind.AGREE:
            return {each.key: typed[each.key] for each in self.options if typed.get(each.key)}
        chosen = typed.get("chosen") or []
        keys = [chosen] if isinstance(chosen, str) else chosen
        return {key: str(Mark.FOR) for key in keys}


def radios(label: Any, choices: Sequence[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class TellersForm(forms.Form):
    """Who counts."""

    tellers = PeopleField(
        label=_("Tellers"),
        help_text=_("Two at least; the first of the list is at the head. Three are safer."),
    )

    helper = helper(_("Name the tellers"))

    def __init__(self, *args: Any, people: Mapping[Account, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["tellers"].offer(people)


class PhraseForm(forms.Form):
    """A pass-phrase, as it was set."""

    passphrase = forms.CharField(
        label=_("Pass-phrase"), max_length=200, widget=forms.PasswordInput(PHRASE)
    )


class TryPhraseForm(PhraseForm):
    """To see whether one remembers it."""

    helper = helper(_("Try it"))


class GivePartForm(PhraseForm):
    """To open the box."""

    helper = helper(_("Give my part of the key"))


class SetPhraseForm(PhraseForm):
    """A new one, typed twice."""

    again = forms.CharField(
        label=_("The same once more"), max_length=200, widget=forms.PasswordInput(PHRASE)
    )

    helper = helper(_("Set the pass-phrase"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["passphrase"].help_text = _(
            "At least %(least)s characters; three or four words are easy to remember."
        ) % {"least": SHORTEST}

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        typed = super().clean() or self.cleaned_data
        again = typed.pop("again", None)
        if again is not None and typed.get("passphrase") not in (None, again):
            self.add_error("again", _("This is not the same as above. Please type it again."))
        return typed


class FiguresForm(forms.Form):
    """What a teller has counted by hand."""

    valid = forms.IntegerField(label=_("Valid papers"), min_value=0, max_value=1000)
    blank = forms.IntegerField(label=_("Blank papers"), min_value=0, max_value=1000, initial=0)
    spoilt = forms.IntegerField(label=_("Spoilt papers"), min_value=0, max_value=1000, initial=0)

    helper = helper(_("Enter my figures"))

    def __init__(
        self, *args: Any, ballot: ConferenceBallot, options: Sequence[BallotOption], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.ballot, self.options = ballot, options
        for each in options:
            for mark in ballot.rules.marks():
                label = (
                    f"{each.text}: {MARKS[mark]}" if len(ballot.rules.marks()) > 1 else each.text
                )
                self.fields[f"{each.key}-{mark}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=1000, initial=0
                )

    def clean(self) -> dict[str, Any]:
        """As the action takes it."""
        typed = super().clean() or self.cleaned_data
        if self.errors:
            return typed
        marks = self.ballot.rules.marks()
        votes = {
            each.key: {str(mark): typed[f"{each.key}-{mark}"] for mark in marks}
            for each in self.options
        }
        whole = {name: typed[name] for name in ("valid", "blank", "spoilt")}
        return {"figures": {**whole, "votes": votes}}
