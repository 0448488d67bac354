"""Enter the three law regimes that this domain has lived under.

Why: a year and a paper take the law of their day (domain reference, §1.0).
Size: three rows.
Undo: backwards deletes them; it fails if a year already refers to one.
"""

import datetime as dt

from django.db import migrations

REGIMES = [
    {
        "code": "R2017",
        "law": "Luật Thi đua, Khen thưởng năm 2003, sửa đổi năm 2005 và 2013",
        "decree": "Nghị định số 91/2017/NĐ-CP",
        "circular": "Thông tư số 08/2017/TT-BNV; Thông tư số 12/2019/TT-BNV",
        "ministry_circular": "Thông tư số 07/2018/TT-BKHĐT",
        "valid_from": dt.date(2017, 10, 1),
        "valid_to": dt.date(2023, 12, 31),
        "source": "thuvienphapluat.vn, voh.com.vn",
        "mark": "found",
    },
    {
        "code": "R2023",
        "law": "Luật Thi đua, khen thưởng số 06/2022/QH15",
        "decree": "Nghị định số 98/2023/NĐ-CP",
        "circular": "Thông tư số 01/2024/TT-BNV",
        "ministry_circular": "Thông tư số 15/2023/TT-BKHĐT",
        "valid_from": dt.date(2024, 1, 1),
        "valid_to": dt.date(2025, 6, 30),
        "source": "thuvienphapluat.vn, lawnet.vn",
        "mark": "found",
    },
    {
        "code": "R2025",
        "law": "Luật Thi đua, khen thưởng số 06/2022/QH15",
        "decree": "Nghị định số 152/2025/NĐ-CP",
        "circular": "Thông tư số 15/2025/TT-BNV",
        "ministry_circular": "Thông tư số 118/2025/TT-BTC",
        "valid_from": dt.date(2025, 7, 1),
        "valid_to": dt.date(2027, 3, 1),
        "source": "NĐ 152/2025, Đ. 59–60; thuvienphapluat.vn, t5g.vn",
        "mark": "found",
    },
]


def forwards(apps, schema_editor):
    Regime = apps.get_model("bloc", "Regime")
    for facts in REGIMES:
        Regime.objects.create(**facts)


def backwards(apps, schema_editor):
    codes = [facts["code"] for facts in REGIMES]
    apps.get_model("bloc", "Regime").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("bloc", "0001_ministries_blocs_seats")]
    operations = [migrations.RunPython(forwards, backwards)]
