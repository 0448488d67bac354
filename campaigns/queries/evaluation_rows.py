"""The published evaluation of a year, in the query that fetches the year."""

from collections.abc import Iterable, Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery

from campaigns import sources as told
from campaigns.models import (
    CommentState,
    Evaluation,
    EvaluationComment,
    EvaluationPart,
    EvaluationState,
)
from campaigns.queries.rows import MINE, NOT_A_MEMBER, Row, listed, of
from campaigns.questionnaire import tally
from foundation.ballots.models import Elector, Paper


def published() -> ArraySubquery:
    """Its papers as they came out of the box, and the texts that two people have released."""
    ballot = {"ballot": OuterRef("ballot")}
    asked = Elector.objects.filter(**ballot).order_by().values("ballot")
    released = EvaluationComment.objects.filter(**of("evaluation"), state=CommentState.RELEASED)
    rows = Evaluation.objects.filter(**MINE, state=EvaluationState.PUBLISHED)
    return listed(
        rows.annotate(invited=Subquery(asked.annotate(n=Count("pk")).values("n"))),
        questions="questions",
        chief="chief_id",
        deputy="deputy_id",
        answers="answers",
        threshold="threshold",
        is_merged="is_merged",
        invited="invited",
        papers=listed(Paper.objects.filter(**ballot).order_by("pk"), content="content"),
        texts=listed(released.order_by("part", "paper"), part="part", content="paper__content"),
    )


def evaluated(row: Row, names: Mapping[int, str]) -> told.Evaluated:
    """The same as plain values; of a merged result only the one mean."""
    papers = [each["content"] for each in row["papers"] if "mark" in each["content"]]
    whole = tally(each["mark"] for each in papers).mean if row["is_merged"] else None
    return told.Evaluated(
        invited=row["invited"],
        answers=row["answers"],
        threshold=row["threshold"],
        merged=whole,
        questions=() if row["is_merged"] else tuple(asked(row, papers, names)),
        comments=tuple((each["part"], each["content"]["text"]) for each in row["texts"]),
    )


def asked(row: Row, papers: list[Row], names: Mapping[int, str]) -> Iterable[told.Asked]:
    """Question by question, in the order of the parts."""
    whose = {EvaluationPart.CHIEF: row["chief"], EvaluationPart.DEPUTY: row["deputy"]}
    for part in EvaluationPart:
        board = whose.get(part)
        name = names.get(board, NOT_A_MEMBER) if board else ""
        for number, text in enumerate(row["questions"].get(part, [])):
            found = tally(
                each["mark"]
                for each in papers
                if each["part"] == part and each["question"] == number
            )
            yield told.Asked(part.value, name, text, found.answered, found.mean)
