"""Selection: along the ranking, within the quotas, nobody for two kinds that do not go together."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from awards.eligibility import Verdict
from awards.selection import Candidate, Case, Fate, Kind, Place, Vote, proposed, selected

FLAG = Kind("flag", 2, frozenset({"merit"}))
MERIT = Kind("merit", 3)
KINDS = [FLAG, MERIT]
ELEVEN = "abcdefghijk"
MET, FAILED, OPEN = Case(Verdict.MET), Case(Verdict.FAILED), Case(Verdict.OPEN)


def ranked(ranks=range(1, 12)):
    return [Candidate(board, rank) for board, rank in zip(ELEVEN, ranks, strict=False)]


def places(candidates, *, kinds=KINDS, **others):
    cases = {(each.board, kind.key): MET for each in candidates for kind in kinds}
    cases |= {(board, kind.key): case for board, case in others.items() for kind in kinds}
    return selected(candidates, kinds, cases)


def of(found, kind, place=Place.CHOSEN):
    return {board for (board, key), each in found.items() if (key, each) == (kind, place)}


def test_two_flags_and_three_merits_of_eleven_boards():
    found = places(ranked())

    assert (of(found, "flag"), of(found, "merit")) == (set("ab"), set("cde"))
    assert of(found, "merit", Place.TAKEN) == set("ab")
    assert of(found, "merit", Place.BEYOND) == set("fghijk")


def test_who_is_not_eligible_leaves_the_place_to_the_next():
    found = places(ranked(), a=FAILED, b=OPEN)

    assert of(found, "flag") == set("cd")
    assert (found["a", "flag"], found["b", "flag"]) == (Place.INELIGIBLE, Place.OPEN)


def test_an_exception_admits():
    found = places(ranked(), a=Case(Verdict.FAILED, is_excepted=True))

    assert of(found, "flag") == set("ab")


def test_who_is_left_out_stands_back_even_with_an_exception():
    found = places(ranked(), a=Case(Verdict.MET, is_excepted=True, is_left_out=True))

    assert (found["a", "flag"], of(found, "flag")) == (Place.LEFT_OUT, set("bc"))


def test_a_rank_that_only_partly_fits_is_tied_as_a_whole():
    found = places(ranked([1, 2, 2, 4, 5, 6, 7, 8, 9, 10, 11]))

    assert (of(found, "flag"), of(found, "flag", Place.TIED)) == (set("a"), set("bc"))


def test_without_a_limit_all_who_may_are_chosen():
    found = places(ranked(), kinds=[Kind("flag", None)])

    assert of(found, "flag") == set(ELEVEN)


def test_the_unranked_come_last():
    candidates = [Candidate("a", None), Candidate("b", 2)]

    assert of(places(candidates, kinds=[Kind("flag", 1)]), "flag") == set("b")


verdicts = st.builds(Case, st.sampled_from(Verdict), st.booleans(), st.booleans())
given_ranks = st.lists(st.none() | st.integers(1, 6), min_size=1, max_size=11)
limits = st.none() | st.integers(0, 5)


@st.composite
def situations(draw):
    candidates = ranked(draw(given_ranks))
    excludes = st.sampled_from([frozenset(), frozenset({"merit"})])
    kinds = [Kind("flag", draw(limits), draw(excludes)), Kind("merit", draw(limits))]
    cases = {(each.board, kind.key): draw(verdicts) for each in candidates for kind in kinds}
    return candidates, kinds, cases


@given(situations())
def test_never_more_than_the_quota(situation):
    _candidates, kinds, _cases = situation
    chosen = Counter(
        key for (_board, key), place in selected(*situation).items() if place == Place.CHOSEN
    )

    assert all(kind.limit is None or chosen[kind.key] <= kind.limit for kind in kinds)


@given(situations())
def test_no_board_passes_that_is_neither_eligible_nor_excepted(situation):
    _candidates, _kinds, cases = situation

    for pair, place in selected(*situation).items():
        if place in {Place.CHOSEN, Place.TIED, Place.BEYOND}:
            assert cases[pair].verdict == Verdict.MET or cases[pair].is_excepted
            assert not cases[pair].is_left_out


@given(situations())
def test_no_board_is_put_forward_for_kinds_that_exclude_each_other(situation):
    candidates, (flag, _merit), _cases = situation
    found = selected(*situation)

    for each in candidates if flag.excludes else []:
        pairs = [found[each.board, "flag"], found[each.board, "merit"]]
        assert pairs != [Place.CHOSEN, Place.CHOSEN]


@given(situations(), st.randoms())
def test_the_order_of_input_never_matters(situation, chance):
    candidates, kinds, cases = situation
    shuffled = list(candidates)
    chance.shuffle(shuffled)

    assert selected(shuffled, kinds, cases) == selected(candidates, kinds, cases)


def vote(board, agree, said=Fate.PROPOSED):
    return Vote(board, agree, said)


ONE_FLAG, TWO_MERITS = Kind("flag", 1, frozenset({"merit"})), Kind("merit", 2)


def test_proposals_stay_within_the_limit_though_more_have_passed():
    rounds = {"merit": [[vote("a", 9), vote("b", 11), vote("c", 10)]]}
    cases = {(board, "merit"): MET for board in "abc"}

    assert proposed([TWO_MERITS], rounds, cases) == {
        ("b", "merit"): Fate.PROPOSED, ("c", "merit"): Fate.PROPOSED, ("a", "merit"): Fate.BEYOND,
    }  # fmt: skip


def test_a_second_round_fills_only_what_the_first_has_left():
    rounds = {
        "merit": [
            [vote("a", 11), vote("b", 9, Fate.TIED), vote("c", 9, Fate.TIED)],
            [vote("b", 10), vote("c", 10)],
        ]
    }
    cases = {(board, "merit"): MET for board in "abc"}

    assert proposed([TWO_MERITS], rounds, cases) == {
        ("a", "merit"): Fate.PROPOSED, ("b", "merit"): Fate.TIED, ("c", "merit"): Fate.TIED,
    }  # fmt: skip


def test_who_is_proposed_for_the_higher_award_is_not_for_the_one_it_excludes():
    rounds = {"flag": [[vote("a", 9)]], "merit": [[vote("a", 11), vote("b", 9)]]}
    cases = {(board, kind): MET for board in "ab" for kind in ("flag", "merit")}

    assert proposed([ONE_FLAG, TWO_MERITS], rounds, cases) == {
        ("a", "flag"): Fate.PROPOSED, ("a", "merit"): Fate.TAKEN, ("b", "merit"): Fate.PROPOSED,
    }  # fmt: skip


@st.composite
def votings(draw):
    kinds = [Kind("flag", draw(limits), frozenset({"merit"})), Kind("merit", draw(limits))]
    boards = [str(number) for number in range(draw(st.integers(1, 6)))]
    votes = st.builds(Vote, st.sampled_from(boards), st.integers(0, 5), st.sampled_from(Fate))
    ballots = st.lists(votes, unique_by=lambda each: each.board)
    rounds = {kind.key: draw(st.lists(ballots, max_size=3)) for kind in kinds}
    cases = {(board, kind.key): draw(verdicts) for board in boards[1:] for kind in kinds}
    return kinds, rounds, cases


@given(votings())
def test_proposals_never_exceed_the_quota_nor_pass_the_ineligible(voting):
    kinds, rounds, cases = voting
    won = [pair for pair, fate in proposed(*voting).items() if fate == Fate.PROPOSED]

    for kind in kinds:
        assert kind.limit is None or sum(key == kind.key for _, key in won) <= kind.limit
    for pair in won:
        assert cases[pair].is_admitted
        assert any(
            each.board == pair[0] and each.said == Fate.PROPOSED
            for votes in rounds[pair[1]]
            for each in votes
        )
    assert len({board for board, _key in won}) == len(won)


@given(votings(), st.randoms())
def test_the_order_of_the_votes_never_matters(voting, chance):
    kinds, rounds, cases = voting
    shuffled = {
        key: [chance.sample(votes, len(votes)) for votes in ballots]
        for key, ballots in rounds.items()
    }

    assert proposed(kinds, shuffled, cases) == proposed(kinds, rounds, cases)
