"""The notice of the ranking (thông báo kết quả xếp hạng): what it says."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.models import Ranking, Standing
from campaigns.pages.rankings import bars, rank_words, short_names, titles_of
from campaigns.points import point_words
from campaigns.queries import rankings as queries
from campaigns.reasons import reason_words
from foundation import clock
from foundation.documents.words import day_in_words, signing_lines
from members.signers import signer_among

TEMPLATE = "documents/ranking.html"
COLLECTIVE = signing_lines("TM.", "Khối trưởng", "Khối thi đua")


def of_ranking(ranking: Ranking) -> dict[str, Any]:
    """What the paper says; templates/documents/ranking.html draws it."""
    table, rows = queries.table_of(ranking), queries.rows_of(ranking)
    names = short_names(rows, ranking)
    with translation.override("vi"):
        titles = titles_of(table)
        chart = bars(table, rows, names)
        excluded = [excluded_row(row, titles) for row in rows if row.rank is None]
    return {
        **head_of(ranking),
        "number": f"Số: {ranking.paper.marked if ranking.paper else f'…/{queries.NOTICE}'}",
        "opening": opening_of(ranking, table.number),
        "groups": list(titles.values()),
        "numerals": [group.numeral for group in table.groups.all()],
        "rows": [ranked_row(row, list(titles)) for row in rows if row.rank is not None],
        "excluded": excluded,
        "chart": chart,
        "recipients": ["Các đơn vị thành viên của Khối", "Lưu: VT"],
    }


def head_of(ranking: Ranking) -> dict[str, Any]:
    """Who makes it known, where and when, and who stands below."""
    day, bloc = clock.day_of(ranking.taken_at), ranking.bloc
    is_invented = queries.is_invented(ranking)
    organiser = bloc_queries.organiser_on(bloc, day)
    term = bloc_queries.term_on(bloc, ranking.year, Office.CHIEF, day)
    lines, name = list(COLLECTIVE), ""
    if term:
        posts = list(term.board.posts.held_on(day).select_related("account"))
        signer = signer_among(posts, ranking.taken_by)
        lines, name = [*COLLECTIVE, *signer.lines], signer.name
    return {
        "authority": organiser.name if organiser else "",
        "bloc": bloc.name,
        "place": term.board.province if term else "…",
        "dated_on": day,
        "made_on": day,
        "year": ranking.year,
        "signer": {"lines": lines, "name": name},
        "code": "",
        "demo": settings.DEMO or is_invented,
        "invented": is_invented,
    }


def opening_of(ranking: Ranking, version: int) -> str:
    """By what it was reckoned, and in whose place it stands."""
    said = (
        f"Căn cứ bảng điểm thi đua năm {ranking.year}, bản {version}, và điểm chính thức đã chốt, "
        f"{ranking.bloc.name} thông báo kết quả xếp hạng thi đua năm {ranking.year} như sau:"
    )
    if ranking.number == 1:
        return said
    former = ranking.campaign.rankings.get(number=ranking.number - 1)
    day = day_in_words(clock.day_of(former.taken_at))
    return f"{said} Kết quả này thay thế kết quả xếp hạng {day}. Lý do: {ranking.reason}."


def ranked_row(row: Standing, keys: list[Any]) -> dict[str, Any]:
    """A board with its rank and points."""
    return {
        "rank": rank_words(row).rstrip("="),
        "is_shared": row.is_shared,
        "name": row.name,
        "groups": [point_words(Decimal(row.groups.get(str(key), 0))) for key in keys],
        "total": point_words(row.total),
    }


def excluded_row(row: Standing, titles: Any) -> dict[str, str]:
    """A board that is not ranked, with its points and the conditions."""
    reasons = "; ".join(reason_words(reason, titles) for reason in row.exclusions)
    return {"name": row.name, "total": point_words(row.total), "reasons": reasons}


def file_name(ranking: Ranking) -> str:
    return f"xep-hang-{ranking.year}.pdf"
