"""Where a refusal is shown: beside the field that it is about, read out with it."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms

from foundation.forms import done
from foundation.refusals import Refusal


class CodeTaken(Refusal):
    text = "The code is taken."
    field = "code"


class FileUnfit(Refusal):
    text = "The file will not do."
    field = "certificate"


class Ended(Refusal):
    text = "It is over."
    is_final = True


class SampleForm(forms.Form):
    """A form whose key file the rules call the certificate."""

    CALLED = {"certificate": "key_file"}

    code = forms.CharField(label="Code", help_text="Two letters.")
    key_file = forms.CharField(required=False)
    helper = FormHelper()


def refused(refusal, form=SampleForm):
    """The form after the action has refused."""

    def act(**_facts):
        raise refusal

    sent = form({"code": "AB"})
    assert not done(sent, act)
    return sent


@pytest.mark.parametrize(
    ("refusal", "field"), [(CodeTaken, "code"), (FileUnfit, "key_file"), (Ended, "__all__")]
)
def test_a_refusal_stands_beside_the_field_that_it_is_about(refusal, field):
    assert refused(refusal).errors == {field: [refusal.text]}


def test_a_refusal_about_a_field_that_the_form_lacks_stands_above_it():
    class Other(forms.Form):
        name = forms.CharField(required=False)

    assert refused(CodeTaken, Other).errors == {"__all__": [CodeTaken.text]}


def test_the_form_keeps_whether_other_words_would_help():
    assert refused(Ended).non_field_errors().data[0].is_final
    assert not CodeTaken().is_final


def test_the_field_says_that_it_is_wrong_and_where_it_stands_why():
    shown = render_crispy_form(refused(CodeTaken))

    field = next(
        part for part in shown.split("<") if part.startswith("input") and "id_code" in part
    )
    assert 'aria-invalid="true"' in field
    described = field.partition('aria-describedby="')[2].partition('"')[0].split()
    assert described
    said = [name for name in described if f'id="{name}"' in shown]
    assert said == described
    assert any(CodeTaken.text in shown.partition(f'id="{name}"')[2][:200] for name in said)
