"""Enter kinds, criteria, votes, papers, terms and money of the three regimes, and base wages.

Why: numbers differ between regimes, so they are rows with their source and mark; what was not
checked against the text is marked, and every page says so (domain reference, §1 and §9).
Size: some two hundred rows.
Undo: backwards deletes them; it fails once a bloc's year refers to one.
"""

import datetime as dt
from decimal import Decimal

from django.db import migrations

FOUND, RECALLED, UNSURE = "found", "recalled", "unsure"
CUSTOM = ("Thông lệ của các khối; chưa đối chiếu văn bản", UNSURE)

# code: name, recipient, level, proposer, occasion, is_title; the highest first
KINDS = {
    "gov_flag": ("Cờ thi đua của Chính phủ", "collective", "state", "bloc", "yearly", True),
    "flag": ("Cờ thi đua của Bộ", "collective", "ministry", "bloc", "yearly", True),
    "excellent": ("Tập thể lao động xuất sắc", "collective", "ministry", "board", "yearly", True),
    "advanced": ("Tập thể lao động tiên tiến", "collective", "unit", "board", "yearly", True),
    "merit": ("Bằng khen của Bộ trưởng", "collective", "ministry", "bloc", "yearly", False),
    "merit_person": (
        "Bằng khen của Bộ trưởng (cá nhân)",
        "individual",
        "ministry",
        "board",
        "yearly",
        False,
    ),
    "merit_theme": (
        "Bằng khen của Bộ trưởng (chuyên đề)",
        "collective",
        "ministry",
        "board",
        "thematic",
        False,
    ),
    "merit_deed": (
        "Bằng khen của Bộ trưởng (đột xuất)",
        "collective",
        "ministry",
        "board",
        "ad_hoc",
        False,
    ),
    "praise": ("Giấy khen", "collective", "unit", "board", "yearly", False),
    "praise_person": ("Giấy khen (cá nhân)", "individual", "unit", "board", "yearly", False),
}
LAW_2003 = "Luật Thi đua, Khen thưởng 2003 (sửa đổi 2005, 2013)"
LAW_2022 = "Luật số 06/2022/QH15"
KIND_SOURCES = {
    "R2017": {
        "gov_flag": (f"{LAW_2003}, Đ. 25; NĐ 91/2017/NĐ-CP, Đ. 11", FOUND),
        "flag": (f"{LAW_2003}, Đ. 26; NĐ 91/2017/NĐ-CP, Đ. 12", FOUND),
        "excellent": (f"{LAW_2003}, Đ. 27", FOUND),
        "advanced": (f"{LAW_2003}, Đ. 28", FOUND),
        "merit": ("NĐ 91/2017/NĐ-CP, Đ. 39", RECALLED),
        "merit_person": ("TT 07/2018/TT-BKHĐT, Đ. 18 khoản 1", FOUND),
        "merit_theme": ("NĐ 91/2017/NĐ-CP, Đ. 39", RECALLED),
        "merit_deed": ("NĐ 91/2017/NĐ-CP, Đ. 39", RECALLED),
        "praise": ("NĐ 91/2017/NĐ-CP, Đ. 40", RECALLED),
        "praise_person": ("NĐ 91/2017/NĐ-CP, Đ. 40", RECALLED),
    },
    "R2023": {
        "gov_flag": (f"{LAW_2022}, Đ. 25", FOUND),
        "flag": (f"{LAW_2022}, Đ. 26", FOUND),
        "excellent": (f"{LAW_2022}, Đ. 27", FOUND),
        "advanced": (f"{LAW_2022}, Đ. 28", FOUND),
        "merit": (f"{LAW_2022}, Đ. 74; TT 15/2023/TT-BKHĐT", FOUND),
        "merit_person": (f"{LAW_2022}, Đ. 74; TT 15/2023/TT-BKHĐT", FOUND),
        "merit_theme": (f"{LAW_2022}, Đ. 74", RECALLED),
        "merit_deed": (f"{LAW_2022}, Đ. 74", RECALLED),
        "praise": (f"{LAW_2022}, Đ. 75", RECALLED),
        "praise_person": (f"{LAW_2022}, Đ. 75", RECALLED),
    },
    "R2025": {
        "gov_flag": (f"{LAW_2022}, Đ. 25; NĐ 152/2025/NĐ-CP, Đ. 7", FOUND),
        "flag": (f"{LAW_2022}, Đ. 26", FOUND),
        "excellent": (f"{LAW_2022}, Đ. 27", FOUND),
        "advanced": (f"{LAW_2022}, Đ. 28", FOUND),
        "merit": (f"{LAW_2022}, Đ. 74", RECALLED),
        "merit_person": (f"{LAW_2022}, Đ. 74", RECALLED),
        "merit_theme": (f"{LAW_2022}, Đ. 74", RECALLED),
        "merit_deed": (f"{LAW_2022}, Đ. 74", RECALLED),
        "praise": (f"{LAW_2022}, Đ. 75", RECALLED),
        "praise_person": (f"{LAW_2022}, Đ. 75", RECALLED),
    },
}

# code: text, how it is judged, number, other kind
CRITERIA = {
    "ranked": ("Được bình xét, xếp hạng trong khối thi đua", "ranked", None, ""),
    "leads": ("Là đơn vị dẫn đầu khối thi đua", "rank_within", 1, ""),
    "reported": ("Báo cáo tổng kết năm đã được Khối trưởng tiếp nhận", "reported", None, ""),
    "all_year": ("Là thành viên của khối trong cả năm", "seated_all_year", None, ""),
    "exceeds": (
        "Hoàn thành vượt mức các chỉ tiêu, nhiệm vụ được giao trong năm",
        "attested",
        None,
        "",
    ),
    "model": ("Có nhân tố mới, mô hình mới để các tập thể khác học tập", "attested", None, ""),
    "united": (
        "Nội bộ đoàn kết, đi đầu thực hành tiết kiệm, chống lãng phí, tham nhũng, tiêu cực",
        "attested",
        None,
        "",
    ),
    "discipline": (
        "Không trong thời gian xem xét kỷ luật; không có thanh tra, kiểm toán, điều tra, khiếu nại, "
        "tố cáo hoặc thông tin báo chí đang được xác minh",
        "attested",
        None,
        "",
    ),
    "movements": (
        "Có thành tích xuất sắc trong các phong trào thi đua của Bộ",
        "attested",
        None,
        "",
    ),
    "deed": ("Lập được thành tích đột xuất", "attested", None, ""),
    "two_excellent": (
        "Có 02 năm liên tục được công nhận Tập thể lao động xuất sắc",
        "awarded_before",
        2,
        "excellent",
    ),
    "two_good": (
        "Có từ 02 năm liên tục trở lên hoàn thành xuất sắc nhiệm vụ, nội bộ đoàn kết",
        "attested",
        None,
        "",
    ),
    "all_complete": ("100% cá nhân hoàn thành nhiệm vụ được giao", "attested", None, ""),
    "advanced_70": (
        "Có ít nhất 70% cá nhân đạt danh hiệu Lao động tiên tiến",
        "attested",
        None,
        "",
    ),
    "advanced_50": ("Có trên 50% cá nhân đạt danh hiệu Lao động tiên tiến", "attested", None, ""),
    "one_fighter": ("Có cá nhân đạt danh hiệu Chiến sĩ thi đua cơ sở", "attested", None, ""),
    "nobody_warned": (
        "Không có cá nhân bị kỷ luật từ hình thức cảnh cáo trở lên",
        "attested",
        None,
        "",
    ),
}
RANKED = ("NĐ 91/2017/NĐ-CP, Đ. 12", FOUND)
RULE_4 = ("NĐ 152/2025/NĐ-CP, Đ. 4 khoản 4", FOUND)
CRITERION_SOURCES = {
    "R2017": {
        "ranked": RANKED,
        "leads": ("NĐ 91/2017/NĐ-CP, Đ. 11; CV 5007/BNV-TĐKT (05/9/2023)", FOUND),
        "reported": CUSTOM,
        "all_year": CUSTOM,
        "exceeds": (f"{LAW_2003}, Đ. 26", RECALLED),
        "model": (f"{LAW_2003}, Đ. 26", RECALLED),
        "united": (f"{LAW_2003}, Đ. 26; NĐ 91/2017/NĐ-CP, Đ. 39", RECALLED),
        "movements": ("NĐ 91/2017/NĐ-CP, Đ. 39", RECALLED),
        "deed": ("NĐ 91/2017/NĐ-CP, Đ. 39", RECALLED),
        "two_good": ("NĐ 91/2017/NĐ-CP, Đ. 39", RECALLED),
        "all_complete": (f"{LAW_2003}, Đ. 27", FOUND),
        "advanced_70": (f"{LAW_2003}, Đ. 27", FOUND),
        "advanced_50": (f"{LAW_2003}, Đ. 28", FOUND),
        "one_fighter": (f"{LAW_2003}, Đ. 27", FOUND),
        "nobody_warned": (f"{LAW_2003}, Đ. 27, Đ. 28", FOUND),
    },
    "R2023": {
        "ranked": (f"{LAW_2022}, Đ. 26", FOUND),
        "leads": (f"{LAW_2022}, Đ. 25", FOUND),
        "reported": CUSTOM,
        "all_year": CUSTOM,
        "exceeds": (f"{LAW_2022}, Đ. 25, Đ. 26", FOUND),
        "model": (f"{LAW_2022}, Đ. 26", FOUND),
        "united": (f"{LAW_2022}, Đ. 25, Đ. 26", FOUND),
        "movements": (f"{LAW_2022}, Đ. 74; TT 15/2023/TT-BKHĐT", FOUND),
        "deed": (f"{LAW_2022}, Đ. 74; TT 15/2023/TT-BKHĐT", FOUND),
        "two_excellent": (f"{LAW_2022}, Đ. 74", RECALLED),
        "two_good": (f"{LAW_2022}, Đ. 74", RECALLED),
        "all_complete": (f"{LAW_2022}, Đ. 27", FOUND),
        "advanced_70": (f"{LAW_2022}, Đ. 27, Đ. 28", FOUND),
        "one_fighter": (f"{LAW_2022}, Đ. 27", FOUND),
        "nobody_warned": (f"{LAW_2022}, Đ. 28", FOUND),
    },
}
CRITERION_SOURCES["R2025"] = CRITERION_SOURCES["R2023"] | {"discipline": RULE_4}

FLAG = ["ranked", "reported", "all_year", "exceeds", "model", "united"]
ONE_OF = {"movements", "deed", "two_excellent", "two_good"}
EXCELLENT = ["exceeds", "all_complete", "advanced_70", "one_fighter", "united"]
ASKED = {
    "R2017": {
        "gov_flag": ["leads", "reported", "all_year", "exceeds", "united"],
        "flag": FLAG,
        "excellent": [*EXCELLENT, "nobody_warned"],
        "advanced": ["advanced_50", "nobody_warned"],
        "merit": ["ranked", "reported", "united", "movements", "two_good"],
        "merit_theme": ["movements"],
        "merit_deed": ["deed"],
    },
    "R2023": {
        "gov_flag": ["leads", "reported", "all_year", "exceeds", "united"],
        "flag": FLAG,
        "excellent": EXCELLENT,
        "advanced": ["advanced_70", "nobody_warned"],
        "merit": ["ranked", "reported", "united", "movements", "two_excellent", "two_good"],
        "merit_theme": ["movements"],
        "merit_deed": ["deed"],
    },
}
ASKED["R2025"] = {kind: [*codes, "discipline"] for kind, codes in ASKED["R2023"].items()}

# kind: parts, whole, rounding, of what, source
FIFTH = "số đơn vị dẫn đầu khối, cụm thi đua đủ tiêu chuẩn tặng cờ thi đua của Bộ"
CAPS = {
    "R2017": {"gov_flag": (1, 5, "floor", FIFTH, ("CV 5007/BNV-TĐKT (05/9/2023)", FOUND))},
    "R2023": {"gov_flag": (1, 5, "floor", FIFTH, ("NĐ 98/2023/NĐ-CP", UNSURE))},
    "R2025": {"gov_flag": (1, 5, "floor", FIFTH, ("NĐ 152/2025/NĐ-CP, Đ. 7", FOUND))},
}
BLOC_VOTE = (4, 5, False, ("Quy chế của khối; chưa đối chiếu văn bản", UNSURE))
# council: parts, whole, more than that, source
COUNCIL_VOTES = {
    "R2017": ("state", 4, 5, False, ("NĐ 91/2017/NĐ-CP", RECALLED)),
    "R2023": ("state", 4, 5, False, ("NĐ 98/2023/NĐ-CP", RECALLED)),
    "R2025": ("state", 4, 5, False, ("NĐ 152/2025/NĐ-CP, Đ. 33 khoản 5", FOUND)),
}
ONE_ACHIEVEMENT = {
    "R2017": ("TT 08/2017/TT-BNV; thông lệ", UNSURE),
    "R2023": (f"{LAW_2022}, Đ. 5 (một thành tích, một hình thức); thông lệ", UNSURE),
    "R2025": (f"{LAW_2022}, Đ. 5 (một thành tích, một hình thức); thông lệ", UNSURE),
}

# kind: coefficient, factor for collectives, source
MONEY_91 = ("NĐ 91/2017/NĐ-CP, Đ. 69–73", RECALLED)
MONEY_98 = ("NĐ 98/2023/NĐ-CP", FOUND)
MONEY_152 = ("NĐ 152/2025/NĐ-CP, Đ. 50, Đ. 54", FOUND)
SINCE_2024 = {
    "gov_flag": ("12", "1"),
    "flag": ("8", "1"),
    "excellent": ("1.5", "1"),
    "advanced": ("0.8", "1"),
    "merit": ("1.5", "2"),
    "merit_person": ("1.5", "1"),
    "merit_theme": ("1.5", "2"),
    "merit_deed": ("1.5", "2"),
    "praise": ("0.3", "2"),
    "praise_person": ("0.3", "1"),
}
UNTIL_2023 = SINCE_2024 | {
    "merit": ("1.0", "2"),
    "merit_person": ("1.0", "1"),
    "merit_theme": ("1.0", "2"),
    "merit_deed": ("1.0", "2"),
}
del UNTIL_2023["advanced"]  # not known
MONEY = {
    "R2017": (UNTIL_2023, MONEY_91),
    "R2023": (SINCE_2024, MONEY_98),
    "R2025": (SINCE_2024, MONEY_152),
}

# title, who brings it; the forms' numbers depend on the regime
REQUEST, MINUTES = "Tờ trình đề nghị khen thưởng", "Biên bản bình xét và kết quả bỏ phiếu của khối"
REPORT, OPINION = "Báo cáo thành tích", "Ý kiến của Ủy ban nhân dân tỉnh, xác nhận nghĩa vụ thuế"
FORMS = {
    "R2017": {
        REQUEST: "",
        "yearly": "Mẫu số 01",
        "thematic": "Mẫu số 07",
        "ad_hoc": "Mẫu số 06",
        "individual": "Mẫu số 02",
    },
    "R2023": {
        REQUEST: "Mẫu số 01",
        "yearly": "Mẫu số 02",
        "thematic": "",
        "ad_hoc": "",
        "individual": "Mẫu số 03",
    },
}
FORMS["R2025"] = FORMS["R2023"]
PAPERS = {
    "R2017": ("NĐ 91/2017/NĐ-CP, các mẫu kèm theo", FOUND),
    "R2023": ("NĐ 98/2023/NĐ-CP, các mẫu kèm theo", FOUND),
    "R2025": ("NĐ 152/2025/NĐ-CP, Đ. 33, Đ. 37", FOUND),
}
MINISTRYS_OWN = ("Bộ tự quy định; chưa đối chiếu văn bản", UNSURE)

# step: month, day, days, working days, source
YEARLY_TERMS = {
    "board": (1, 31, None, False, ("TT 08/2015/TT-BKHĐT, Đ. 18", UNSURE)),
    "bloc": (2, 15, None, False, ("TT 08/2015/TT-BKHĐT, Đ. 18", UNSURE)),
}
AT_ANY_TIME = {"board": (None, None, 15, False, ("TT 08/2015/TT-BKHĐT, Đ. 18", UNSURE))}
STATE_TERMS = {
    "R2017": {"state": (3, 31, None, False, ("Thông lệ", UNSURE))},
    "R2023": {},
    "R2025": {
        "state": (6, 30, None, False, ("NĐ 152/2025/NĐ-CP, Đ. 35", FOUND)),
        "appraisal": (None, None, 30, True, ("NĐ 152/2025/NĐ-CP, Đ. 35", FOUND)),
    },
}
WAGES = [
    (dt.date(2019, 7, 1), dt.date(2023, 6, 30), 1_490_000),
    (dt.date(2023, 7, 1), dt.date(2024, 6, 30), 1_800_000),
    (dt.date(2024, 7, 1), None, 2_340_000),
]


def said(pair):
    return dict(zip(("source", "mark"), pair, strict=True))


class Entering:
    """One regime with everything that hangs on it."""

    def __init__(self, apps, regime):
        self.model = lambda name: apps.get_model("awards", name).objects
        self.regime, self.code = regime, regime.code

    def enter(self):
        self.criteria = {
            code: self.criterion(code, pair) for code, pair in CRITERION_SOURCES[self.code].items()
        }
        self.kinds = {code: self.kind(place, code) for place, code in enumerate(KINDS, 1)}
        self.exclude()

    def criterion(self, code, pair):
        text, judged_by, number, other = CRITERIA[code]
        return self.model("AwardCriterion").create(
            regime=self.regime,
            code=code,
            text=text,
            judged_by=judged_by,
            number=number,
            other=other,
            **said(pair),
        )

    def kind(self, place, code):
        name, recipient, level, proposer, occasion, is_title = KINDS[code]
        kind = self.model("AwardKind").create(
            regime=self.regime,
            code=code,
            name=name,
            position=place,
            recipient=recipient,
            level=level,
            proposer=proposer,
            occasion=occasion,
            is_title=is_title,
            **said(KIND_SOURCES[self.code][code]),
        )
        for position, asked in enumerate(ASKED[self.code].get(code, []), 1):
            self.model("KindCriterion").create(
                kind=kind,
                criterion=self.criteria[asked],
                position=position,
                one_of="achievement" if asked in ONE_OF and code == "merit" else "",
            )
        self.numbers(kind)
        self.papers(kind)
        self.days(kind)
        return kind

    def numbers(self, kind):
        if cap := CAPS[self.code].get(kind.code):
            parts, whole, rounding, of, pair = cap
            self.model("Cap").create(
                kind=kind, parts=parts, whole=whole, rounding=rounding, whole_of=of, **said(pair)
            )
        votes = [("bloc", *BLOC_VOTE)] if kind.proposer == "bloc" else []
        votes += [COUNCIL_VOTES[self.code]] if kind.level == "state" else []
        for council, parts, whole, is_strict, pair in votes:
            self.model("Threshold").create(
                kind=kind,
                council=council,
                parts=parts,
                whole=whole,
                is_strict=is_strict,
                **said(pair),
            )
        coefficients, pair = MONEY[self.code]
        if figures := coefficients.get(kind.code):
            coefficient, factor = map(Decimal, figures)
            self.model("AwardMoney").create(
                kind=kind, coefficient=coefficient, collective_factor=factor, **said(pair)
            )

    def papers(self, kind):
        if kind.level == "unit":
            return
        forms, pair = FORMS[self.code], PAPERS[self.code]
        form = forms["individual" if kind.recipient == "individual" else kind.occasion]
        rows = [
            (REQUEST, forms[REQUEST], "drawn", True, pair),
            (REPORT, form, "drawn", True, pair if form else MINISTRYS_OWN),
            *([(MINUTES, "", "drawn", True, pair)] if kind.proposer == "bloc" else []),
            (OPINION, "", "uploaded", False, MINISTRYS_OWN),
        ]
        for position, (title, number, supplier, is_required, source) in enumerate(rows, 1):
            self.model("DossierItem").create(
                kind=kind,
                position=position,
                title=title,
                form=number,
                supplier=supplier,
                is_required=is_required,
                **said(source),
            )

    def days(self, kind):
        if kind.level == "unit":
            return
        terms = YEARLY_TERMS if kind.occasion == "yearly" else AT_ANY_TIME
        if kind.level == "state":
            terms = terms | STATE_TERMS[self.code]
        for step, (month, day, days, working, pair) in terms.items():
            self.model("FilingTerm").create(
                kind=kind,
                step=step,
                month=month,
                day=day,
                days=days,
                are_working_days=working,
                **said(pair),
            )

    def exclude(self):
        self.model("Incompatibility").create(
            kind=self.kinds["flag"], other=self.kinds["merit"], **said(ONE_ACHIEVEMENT[self.code])
        )


def forwards(apps, schema_editor):
    for regime in apps.get_model("bloc", "Regime").objects.filter(code__in=KIND_SOURCES):
        Entering(apps, regime).enter()
    for since, until, amount in WAGES:
        apps.get_model("awards", "BaseWage").objects.create(
            since=since,
            until=until,
            amount=amount,
            source="Nghị định về mức lương cơ sở; chưa đối chiếu văn bản",
            mark=RECALLED,
        )


def backwards(apps, schema_editor):
    for name in ("KindCriterion", "AwardKind", "AwardCriterion", "BaseWage"):
        apps.get_model("awards", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_law"), ("bloc", "0002_regimes")]
    operations = [migrations.RunPython(forwards, backwards)]
