"""What the keeper and the chief type to organise a bloc."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bloc.models import MinistryRole, Office
from bloc.regulations import CODE, BadCode
from foundation import clock
from foundation.forms import DayField, WrittenForm
from foundation.years import FIRST_YEAR, LAST_YEAR
from members.models import Account, Board, Capacity, Kind


def button(words: Any) -> FormHelper:
    """The one red button under a form."""
    helper = FormHelper()
    helper.add_input(Submit("submit", words))
    return helper


def choose(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Offer these rows in the field of that name."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class YearField(forms.IntegerField):
    """An emulation year, as 2026."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Emulation year"))
        within = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
        super().__init__(validators=within, **options)
        self.widget.attrs["class"] = "short"


class CodeField(forms.CharField):
    """A code in capital letters; it stands in the names of files."""

    def __init__(self, **options: Any) -> None:
        written = RegexValidator(rf"\A{CODE}\Z", BadCode.text)
        super().__init__(label=_("Code"), max_length=20, validators=[written], **options)

    def to_python(self, value: Any) -> Any:
        """The code in capitals, as it is kept."""
        return super().to_python(value).upper()


class BoardChoice(forms.ModelChoiceField):
    """One of the boards, in their names of today."""

    def label_from_instance(self, board: Board) -> str:
        return f"{board} ({board.province}, {board.code})"


class BoardsChoice(BoardChoice, forms.ModelMultipleChoiceField):
    """Some of the boards, in their names of today."""

    widget = forms.CheckboxSelectMultiple


class BlocForm(WrittenForm):
    """A new bloc."""

    code = CodeField(help_text=_("Short and for good, as TNDHMT; it appears in file names."))
    name = forms.CharField(label=_("Full name of the bloc"), max_length=400)
    short_name = forms.CharField(label=_("Short name"), max_length=300, required=False)
    established_year = YearField(label=_("Established in"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=500,
        required=False,
        help_text=_("The decision or circular by which the bloc was set up."),
    )

    helper = button(_("Found the bloc"))


class RegisterBoardForm(WrittenForm):
    """A board that the system does not know yet, with its name."""

    code = CodeField(help_text=_("Unique within the bloc."))
    province = forms.CharField(label=_("Province"), max_length=100)
    kinds = forms.MultipleChoiceField(
        label=_("What it manages"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(
        label=_("Official name"),
        max_length=300,
        help_text=_("In full, as it is printed on papers."),
    )
    short_name = forms.CharField(label=_("Short name"), max_length=200, required=False)
    since = DayField(label=_("Bears this name from"))
    name_basis = forms.CharField(label=_("Decision on the name"), max_length=300, required=False)

    helper = button(_("Register the board"))


class NameBoardForm(WrittenForm):
    """A new name of a board."""

    name = forms.CharField(label=_("Official name"), max_length=300)
    short_name = forms.CharField(label=_("Short name"), max_length=200, required=False)
    since = DayField(
        label=_("Bears this name from"), help_text=_("The former name ends the day before.")
    )
    basis = forms.CharField(label=_("Decision on the name"), max_length=300, required=False)

    helper = button(_("Enter the name"))


class MergeBoardsForm(WrittenForm):
    """Which boards went into the one that was chosen: only what may go into it is offered."""

    predecessors = BoardsChoice(label=_("Went into it"), queryset=Board.objects.none())
    year = YearField(label=_("Year"))
    happened_on = DayField(
        label=_("Day"), required=False, help_text=_("Leave empty where only the year is known.")
    )
    basis = forms.CharField(label=_("Decision"), max_length=300, required=False)

    helper = button(_("Write the merger down"))

    def __init__(
        self, *args: Any, boards: QuerySet[Board], offered: QuerySet[Board], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choose(self, "predecessors", boards)  # what is refused is refused in words
        field = self.fields["predecessors"]
        field.choices = [(each.pk, field.label_from_instance(each)) for each in offered]


class SeatBoardForm(WrittenForm):
    """A board becomes a member, by decision."""

    board = BoardChoice(label=_("Board"), queryset=Board.objects.none())
    since = DayField(label=_("Member from"))
    position = forms.IntegerField(
        label=_("Place in the bloc's list"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Empty: the next free place."),
    )
    decision_number = forms.CharField(label=_("Decision number"), max_length=60)
    decision_on = DayField(label=_("Decision date"))

    helper = button(_("Seat the board"))

    def __init__(self, *args: Any, boards: QuerySet[Board], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "board", boards)


class EndSeatForm(WrittenForm):
    """A membership ends, by decision."""

    until = DayField(label=_("Last day"))
    decision_number = forms.CharField(label=_("Decision number"), max_length=60)
    decision_on = DayField(label=_("Decision date"))

    helper = button(_("End the membership"))


class BeginTermForm(WrittenForm):
    """Which board holds an office in which year."""

    year = YearField()
    office = forms.ChoiceField(
        label=_("Office"),
        choices=Office.choices,
        help_text=_("A stand-in decides where chief and deputy are both concerned."),
    )
    board = BoardChoice(label=_("Board"), queryset=Board.objects.none())
    since = DayField(label=_("From"))
    representative = forms.CharField(label=_("Represented by"), max_length=200, required=False)
    representative_title = forms.CharField(label=_("Title"), max_length=200, required=False)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=300,
        required=False,
        help_text=_("The minutes of the election, or the ministry's letter."),
    )

    helper = button(_("Enter the term of office"))

    def __init__(self, *args: Any, boards: QuerySet[Board], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "board", boards)


class EndForm(WrittenForm):
    """The last day of a term, a task or a post."""

    until = DayField(
        label=_("Last day"),
        initial=clock.today,
        help_text=_("To the end of this day everything stays as it is."),
    )

    helper = button(_("End it"))


class AppointSecretaryForm(WrittenForm):
    """Somebody of the chief's board."""

    account = forms.ModelChoiceField(
        label=_("Secretary"), queryset=Account.objects.none(), empty_label=None
    )
    since = DayField(label=_("From"), initial=clock.today)

    helper = button(_("Appoint the secretary"))

    def __init__(self, *args: Any, people: QuerySet[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "account", people)


class EndLeaderForm(WrittenForm):
    """When a leader left, and why the board has not written it down itself."""

    until = DayField(
        label=_("Last day"),
        initial=clock.today,
        help_text=_("To the end of this day everything stays as it is."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    helper = button(_("Note that they left"))


class InviteLeaderForm(WrittenForm):
    """Somebody to lead a board."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    title = forms.CharField(
        label=_("Title as printed"), max_length=200, help_text=_("As Trưởng ban, Phó Trưởng ban.")
    )
    capacity = forms.ChoiceField(
        label=_("Signing capacity"), choices=Capacity.choices, required=False
    )

    helper = button(_("Send the invitation"))


class InviteColleagueForm(WrittenForm):
    """Somebody of the ministry."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=MinistryRole.choices)
    title = forms.CharField(label=_("Title as printed"), max_length=200, required=False)

    helper = button(_("Send the invitation"))


class ConfirmFactorResetForm(WrittenForm):
    """The word of somebody who knows the person."""

    vouched = forms.BooleanField(
        label=_("I have spoken to this person myself, and they asked for it.")
    )

    helper = button(_("Confirm"))

    def clean(self) -> dict[str, Any]:
        """Nothing of it is kept but that it was said."""
        super().clean()
        return {}
