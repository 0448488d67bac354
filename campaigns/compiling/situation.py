"""What the records say of the bloc, its leadership and its movements. Pure."""

from collections.abc import Sequence

from campaigns.compiling.words import NUMBER, numbered, on, said
from campaigns.points import point_words
from campaigns.sources import Member, Moved, Sources
from campaigns.summary_parts import Column, Drawn, Fact, Table

LAUNCHERS = {"ministry": "Bộ", "province": "tỉnh, thành phố", "bloc": "Khối"}
PHASES = {
    "pledge": "ký giao ước thi đua",
    "registration": "đăng ký thi đua",
    "midyear": "sơ kết 6 tháng",
    "reporting": "báo cáo tổng kết năm",
    "self_scoring": "tự chấm điểm",
    "cross_checking": "chấm chéo",
    "explanation": "giải trình",
    "settling": "thống nhất điểm",
    "conference": "hội nghị tổng kết",
    "submission": "trình Bộ",
}
STAGES = {"midway": "Sơ kết", "final": "Tổng kết"}


def situation(sources: Sources) -> list[Drawn]:
    """Who the bloc is, what it has set itself, and who kept the days."""
    members = sources.members
    count = f"Năm {sources.year}, {sources.bloc} có {len(members)} đơn vị thành viên"
    return [
        Fact("members", f"{count}: {said(each.name for each in members)}."),
        *officers(members),
        Fact("slogan", slogan(sources)),
        Fact("key-tasks", key_tasks(sources)),
        Fact("registered", registered(members)),
        Fact("reported", reported(members)),
    ]


def officers(members: Sequence[Member]) -> list[Drawn]:
    """Who has led the bloc."""
    titles = {"chief": "Khối trưởng", "deputy": "Khối phó"}
    held = [f"{titles[each.office]}: {each.name}" for each in members if each.office]
    return [Fact("officers", f"{'; '.join(held)}.")] if held else []


def slogan(sources: Sources) -> str:
    if not sources.slogan:
        return "Khối không đặt khẩu hiệu thi đua riêng cho năm."
    return f"Khẩu hiệu thi đua của năm: “{sources.slogan}”."


def key_tasks(sources: Sources) -> str:
    tasks = sources.key_tasks
    if not tasks:
        return "Nhiệm vụ trọng tâm của năm chưa được ghi nhận."
    return f"Khối đề ra {len(tasks)} nhiệm vụ trọng tâm: {'; '.join(tasks)}."


def registered(members: Sequence[Member]) -> str:
    """How many boards have handed in their targets, and who was late."""
    done = [each for each in members if each.has_registered]
    late = [(each.name, each.registered_late) for each in done if each.registered_late]
    found = f"Có {len(done)}/{len(members)} đơn vị nộp bản đăng ký thi đua"
    return f"{found}{missing(members, done)}.{lateness('đăng ký', done, late)}"


def reported(members: Sequence[Member]) -> str:
    """How many annual reports were accepted, and who was late."""
    done = [each for each in members if each.is_accepted]
    sent = [each for each in members if each.has_reported]
    late = [(each.name, each.reported_late) for each in sent if each.reported_late]
    found = f"Có {len(done)}/{len(members)} đơn vị có báo cáo tổng kết năm được chấp nhận"
    return f"{found}{missing(members, done)}.{lateness('nộp báo cáo', sent, late)}"


def missing(members: Sequence[Member], done: Sequence[Member]) -> str:
    lacking = [each.name for each in members if each not in done]
    return f"; chưa có: {said(lacking)}" if lacking and done else ""


def lateness(what: str, done: Sequence[Member], late: Sequence[tuple[str, int]]) -> str:
    """Who did it after the last day, and by how much."""
    if not done:
        return ""
    if not late:
        return f" Không đơn vị nào {what} quá hạn."
    told = said(f"{name} ({days} ngày)" for name, days in late)
    return f" Có {len(late)} đơn vị {what} quá hạn: {told}."


def leadership(sources: Sources) -> list[Drawn]:
    """Papers, extensions and the table of points."""
    return [*papers(sources), Fact("table", table(sources)), Fact("extensions", extended(sources))]


def papers(sources: Sources) -> list[Drawn]:
    """The bloc's papers of the year by its register."""
    out, came = sources.papers_out, sources.papers_in
    if not out and not came:
        return [Fact("papers", "Sổ văn bản của Khối chưa ghi văn bản nào trong năm.")]
    told = f"Theo Sổ văn bản, trong năm Khối ban hành {len(out)} văn bản, tiếp nhận {came} văn bản."
    columns = (
        NUMBER,
        Column("Số, ký hiệu", 32),
        Column("Ngày", 25, "center"),
        Column("Trích yếu", 98),
    )
    rows = numbered((each.number, on(each.dated_on), each.subject) for each in out)
    listed = [Table("papers-out", "Văn bản do Khối ban hành", columns, rows)] if out else []
    return [Fact("papers", told), *listed]


def table(sources: Sources) -> str:
    found = sources.table
    if found is None:
        return "Bảng điểm thi đua của năm chưa được phê duyệt."
    return (
        f"Bảng điểm thi đua (phiên bản {found.number}, tối đa {point_words(found.maximum)} điểm) "
        f"được Khối trưởng phê duyệt ngày {on(found.approved_on)}, sau khi lấy ý kiến các đơn vị."
    )


def extended(sources: Sources) -> str:
    """Every extension with its reason."""
    found = sources.extensions
    if not found:
        return "Trong năm không gia hạn giai đoạn nào."
    told = []
    for each in found:
        whom = each.board or "tất cả các đơn vị"
        told.append(f"{PHASES[each.phase]} đến {on(each.until)} cho {whom} ({each.reason})")
    return f"Khối đã gia hạn {len(found)} lần: {'; '.join(told)}."


def movements(sources: Sources) -> list[Drawn]:
    """The movements of the year: who took part, and what came of them."""
    found = sources.movements
    if not found:
        return [Fact("movements", "Trong năm chưa ghi nhận phong trào thi đua nào.")]
    whose = {code: sum(each.launcher == code for each in found) for code in LAUNCHERS}
    by = said(f"{count} do {LAUNCHERS[code]} phát động" for code, count in whose.items() if count)
    columns = (
        NUMBER,
        Column("Phong trào", 77),
        Column("Phát động", 34),
        Column("Đơn vị hưởng ứng", 22, "center"),
        Column("Đơn vị đã báo kết quả", 22, "center"),
    )
    total = len(sources.members)
    rows = numbered(
        (each.name, each.launched_by, f"{each.taking_part}/{total}", f"{each.told}/{total}")
        for each in found
    )
    return [
        Fact("movements", f"Trong năm có {len(found)} phong trào thi đua: {by}."),
        Table("movements-table", "Các phong trào thi đua", columns, rows),
        *reviews(found),
    ]


def reviews(movements: Sequence[Moved]) -> list[Drawn]:
    """What the bloc said of each half-way and at its end."""
    return [
        Fact(
            f"review-{each.name}-{stage}",
            f"{STAGES[stage]} phong trào “{each.name}” ngày {on(day)}: {text}",
        )
        for each in movements
        for stage, day, text in each.reviews
    ]
