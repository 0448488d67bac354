"""How many votes are enough, and who wins: exact, whatever the numbers."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.ballots.rules import (
    Base,
    Kind,
    Mark,
    Rules,
    Turnout,
    by_hand,
    counted,
    fingerprint,
    reveals,
    taken_apart,
)

ALL_THERE = Turnout(members=11, present=11, issued=11)
counts = st.integers(0, 60)
shares = st.fractions(Fraction(1, 100), Fraction(1), max_denominator=100)


def agree(**more):
    return Rules(Kind.AGREE, **more)


def elect(**more):
    return Rules(Kind.ELECT, **more)


def papers(**votes):
    """So many papers for each of these options."""
    return taken_apart(
        {"marks": {option: "for"}} for option, many in votes.items() for _ in range(many)
    )


@pytest.mark.parametrize(
    ("share", "of", "needed"),
    [("1/2", 10, 6), ("1/2", 16, 9), ("1/2", 11, 6), ("1/2", 1, 1), ("1/2", 0, 1)],
)
def test_more_than_a_share_is_strict(share, of, needed):
    assert agree(share=Fraction(share), is_strict=True).needed(of) == needed


@pytest.mark.parametrize(
    ("share", "of", "needed"),
    [("4/5", 11, 9), ("4/5", 15, 12), ("9/10", 11, 10), ("2/3", 11, 8), ("2/3", 12, 8)],
)
def test_at_least_a_share_is_rounded_up(share, of, needed):
    assert agree(share=Fraction(share), is_strict=False).needed(of) == needed


@given(shares, counts, st.booleans())
def test_what_is_needed_is_the_smallest_that_is_enough(share, of, is_strict):
    needed = agree(share=share, is_strict=is_strict).needed(of)

    def enough(votes):
        return votes > share * of if is_strict else votes >= share * of

    assert enough(needed)
    assert needed == 0 or not enough(needed - 1)


@pytest.mark.parametrize(("base", "needed"), [(Base.ALL, 6), (Base.PRESENT, 5), (Base.VALID, 4)])
def test_the_share_is_of_what_the_rules_say(base, needed):
    rules = agree(base=base)
    turnout = Turnout(members=11, present=9, issued=11)
    rows = [*papers(a=7), {"paper": "blank"}]

    assert counted(rules, ["a"], rows, turnout).needed == needed


def test_blank_and_spoilt_papers_are_collected_and_count_for_nobody():
    rows = taken_apart([{"marks": {"a": "for"}}, {"marks": {}}, {"paper": "spoilt"}])

    outcome = counted(agree(), ["a"], rows, ALL_THERE)

    assert (outcome.collected, outcome.valid, outcome.blank, outcome.spoilt) == (3, 1, 1, 1)


def test_agreement_is_asked_of_each_option_by_itself():
    rows = taken_apart(
        [{"marks": {"a": "for", "b": "against"}}] * 9 + [{"marks": {"a": "against"}}] * 2
    )

    outcome = counted(agree(share=Fraction(4, 5), is_strict=False), ["a", "b"], rows, ALL_THERE)

    assert outcome.passed == ("a",)
    assert [(line.agree, line.disagree) for line in outcome.lines] == [(9, 2), (0, 9)]
    assert outcome.share_of(outcome.lines[0]) == Fraction(9, 11)


def test_no_more_win_than_there_are_places():
    rules = agree(places=2)
    rows = taken_apart([{"marks": dict.fromkeys("abc", "for")}] * 7 + [{"marks": {"a": "for"}}])
    rows += taken_apart([{"marks": {"b": "for"}}])

    outcome = counted(rules, ["a", "b", "c"], rows, ALL_THERE)

    assert outcome.passed == ("a", "b")
    assert outcome.tied == ()


def test_a_tie_for_the_last_place_gives_it_to_nobody():
    rows = taken_apart([{"marks": dict.fromkeys("abc", "for")}] * 7 + [{"marks": {"a": "for"}}])

    outcome = counted(agree(places=2), ["a", "b", "c"], rows, ALL_THERE)

    assert outcome.passed == ("a",)
    assert outcome.tied == ("b", "c")


def test_an_election_is_won_by_more_than_half():
    outcome = counted(elect(), ["a", "b", "c"], papers(a=6, b=3, c=2), ALL_THERE)

    assert outcome.passed == ("a",)
    assert outcome.run_off == ()


def test_an_election_that_nobody_wins_goes_on_between_the_best_two():
    outcome = counted(elect(), ["a", "b", "c"], papers(a=5, b=4, c=2), ALL_THERE)

    assert outcome.passed == ()
    assert outcome.run_off == ("a", "b")


def test_whoever_has_as_many_as_the_second_goes_on_too():
    outcome = counted(elect(), ["a", "b", "c"], papers(a=5, b=3, c=3), ALL_THERE)

    assert outcome.run_off == ("a", "b", "c")


def test_of_two_candidates_there_is_no_second_round():
    assert counted(elect(), ["a", "b"], papers(a=5, b=5), ALL_THERE).run_off == ()


def test_two_who_both_have_enough_for_one_office_stand_equal():
    rules = elect(share=Fraction(1, 3), is_strict=False)

    outcome = counted(rules, ["a", "b", "c"], papers(a=5, b=5, c=1), ALL_THERE)

    assert (outcome.passed, outcome.tied) == ((), ("a", "b"))


def test_without_a_quorum_nobody_wins():
    rules = agree(quorum=Fraction(2, 3), base=Base.VALID)

    assert counted(rules, ["a"], papers(a=7), ALL_THERE).passed == ()
    assert counted(rules, ["a"], papers(a=8), ALL_THERE).passed == ("a",)


def test_an_empty_box_elects_nobody():
    outcome = counted(agree(base=Base.VALID), ["a"], [], ALL_THERE)

    assert not outcome.is_quorate
    assert outcome.passed == ()


def test_papers_on_paper_count_as_those_of_the_box():
    of_box = taken_apart([{"marks": {"a": "for"}}] * 3 + [{"marks": {}}])
    on_paper = by_hand({"a": {"for": 3}}, valid=3, blank=1, spoilt=0)

    assert counted(agree(), ["a"], of_box, ALL_THERE) == counted(
        agree(), ["a"], on_paper, ALL_THERE
    )


@pytest.mark.parametrize(
    ("rules", "marks", "fits"),
    [
        (agree(), {"a": "for", "b": "against"}, True),
        (agree(), {"z": "for"}, False),
        (agree(), {"a": "perhaps"}, False),
        (elect(), {"a": "for"}, True),
        (elect(), {"a": "against"}, False),
        (elect(), {"a": "for", "b": "for"}, False),
        (Rules(Kind.CHOOSE, most=2), {"a": "for", "b": "for"}, True),
        (Rules(Kind.CHOOSE, most=1), {"a": "for", "b": "for"}, False),
        (elect(), {}, True),
    ],
)
def test_a_paper_fits_the_ballot_or_does_not(rules, marks, fits):
    assert rules.fits(marks, ["a", "b"]) is fits


@pytest.mark.parametrize("row", [{"option": "z", "mark": "for"}, {"paper": "torn"}])
def test_a_row_that_says_nothing_known_is_not_counted(row):
    with pytest.raises(ValueError, match=r"no such mark|torn"):
        counted(agree(), ["a"], [row], ALL_THERE)


@given(
    st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from(Mark), max_size=4)),
    st.randoms(use_true_random=False),
    shares,
    st.integers(0, 3),
)
def test_the_order_of_the_papers_changes_nothing(sheets, random, share, places):
    rules = agree(share=share, places=places, base=Base.VALID)
    rows = taken_apart({"marks": marks} for marks in sheets)
    mixed = random.sample(rows, len(rows))
    turnout = Turnout(members=60, present=60, issued=60)

    outcome = counted(rules, list("abcd"), rows, turnout)

    assert counted(rules, list("abcd"), mixed, turnout) == outcome
    assert outcome.collected == len(sheets)
    assert all(line.agree + line.disagree <= outcome.valid for line in outcome.lines)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 20), min_size=1), shares)
def test_whoever_wins_has_enough_and_nobody_better_loses(votes, share):
    rules = elect(share=share, is_strict=False)
    turnout = Turnout(members=80, present=80, issued=80)

    outcome = counted(rules, list("abcd"), papers(**votes), turnout)

    assert len(outcome.passed) <= 1
    for winner in outcome.passed:
        assert votes[winner] >= ceil(share * 80)
        assert all(votes.get(other, 0) < votes[winner] for other in "abcd" if other != winner)
    assert not (outcome.passed and (outcome.tied or outcome.run_off))


@pytest.mark.parametrize(
    ("agreed", "against", "tells"), [(11, 0, True), (10, 1, True), (9, 2, False), (0, 11, True)]
)
def test_a_result_of_one_mind_tells_how_each_has_voted(agreed, against, tells):
    rows = taken_apart([{"marks": {"a": "for"}}] * agreed + [{"marks": {"a": "against"}}] * against)

    assert reveals(counted(agree(), ["a"], rows, ALL_THERE)) is tells


def test_a_box_of_blank_papers_tells_nothing_of_an_option():
    assert not reveals(counted(agree(), ["a"], [{"paper": "blank"}], ALL_THERE))


written_rules = st.builds(
    Rules, st.sampled_from(Kind), share=shares, is_strict=st.booleans(),
    base=st.sampled_from(Base), quorum=shares, most=st.integers(1, 9), places=st.integers(0, 9),
)  # fmt: skip


@given(written_rules)
def test_rules_are_read_as_they_were_written(rules):
    assert Rules.read(rules.written()) == rules


def test_what_came_out_is_written_with_its_shares():
    rows = taken_apart([{"marks": {"a": "for"}}] * 9 + [{"marks": {"a": "against"}}])

    written = counted(agree(), ["a"], rows, ALL_THERE).written()

    assert written["needed"] == 6
    assert written["lines"] == [
        {"option": "a", "agree": 9, "disagree": 1, "share": "9/11", "has_passed": True}
    ]


def test_a_paper_with_a_code_stays_in_one_piece():
    paper = {"marks": {"a": "for", "b": "for"}, "code": "K7PM"}

    whole = taken_apart([paper], whole=True)

    assert whole == [{"code": "K7PM", "paper": "valid", "marks": {"a": "for", "b": "for"}}]
    assert not any("code" in row for row in taken_apart([paper]))
    rules = Rules(Kind.CHOOSE, most=2)
    assert counted(rules, ["a", "b"], whole, ALL_THERE) == counted(
        rules, ["a", "b"], taken_apart([paper]), ALL_THERE
    )


def test_the_fingerprint_is_of_question_roll_and_key():
    first = fingerprint({"title": "Cờ"}, ["a", "b"], b"key")

    assert first == fingerprint({"title": "Cờ"}, ["b", "a"], b"key")
    assert len(first) == 64
    assert len({
        first,
        fingerprint({"title": "Bằng khen"}, ["a", "b"], b"key"),
        fingerprint({"title": "Cờ"}, ["a"], b"key"),
        fingerprint({"title": "Cờ"}, ["a", "b"], b"other"),
    }) == 4  # fmt: skip
