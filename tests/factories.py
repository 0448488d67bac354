"""One factory per model: valid, minimal, without surprises, so nobody needs to read this."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from bloc.models import (
    Bloc,
    Ministry,
    MinistryName,
    MinistryPost,
    MinistryRole,
    Office,
    Regime,
    Seat,
    Secretary,
    Term,
)
from campaigns.models import (
    Campaign,
    CheckPattern,
    Criterion,
    CriterionKind,
    Extension,
    Figure,
    Group,
    Heading,
    Indicator,
    Mark,
    Phase,
    PhaseKind,
    Registration,
    Report,
    ReportKind,
    ReportRequest,
    Scoring,
    ScoringTable,
    Section,
    Sheet,
    SheetKind,
    Target,
)
from conferences.models import (
    AgendaItem,
    Arrival,
    Conference,
    ConferenceKind,
    Delegate,
    DelegateBasis,
    Teller,
)
from members.models import (
    Account,
    Board,
    BoardName,
    Certificate,
    Contact,
    Delegation,
    FactorReset,
    Invitation,
    Kind,
    Merger,
    Post,
    Role,
)
from pledges.models import Pledge, Task

YEAR = 2026
NEW_YEAR = dt.date(YEAR, 1, 1)
LONG_AGO = dt.date(2019, 1, 1)


class BoardNameFactory(DjangoModelFactory):
    class Meta:
        model = BoardName

    name = factory.Sequence(lambda n: f"Ban Quản lý Khu kinh tế số {n}")
    short_name = factory.Sequence(lambda n: f"BQL KKT số {n}")
    since = LONG_AGO


class BoardFactory(DjangoModelFactory):
    class Meta:
        model = Board
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"B{n}")
    province = "Bình Định"
    kinds = [Kind.ECONOMIC_ZONE]
    bears = factory.RelatedFactory(BoardNameFactory, factory_related_name="board")


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account

    email = factory.Sequence(lambda n: f"account{n}@khoithidua.example")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    account = factory.SubFactory(AccountFactory)
    board = factory.SubFactory(BoardFactory)
    role = Role.WRITER
    title = "Chuyên viên"
    since = LONG_AGO


class MergerFactory(DjangoModelFactory):
    class Meta:
        model = Merger

    predecessor = factory.SubFactory(BoardFactory)
    successor = factory.SubFactory(BoardFactory)
    year = 2025


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    board = factory.SubFactory(BoardFactory)
    name = factory.Sequence(lambda n: f"Trần Thị {n}")
    phone = "0236 3666 117"
    since = LONG_AGO


class DelegationFactory(DjangoModelFactory):
    class Meta:
        model = Delegation

    board = factory.SubFactory(BoardFactory)
    giver = factory.SubFactory(AccountFactory)
    receiver = factory.SubFactory(AccountFactory)
    since = NEW_YEAR
    until = dt.date(YEAR, 12, 31)
    reason = "đi công tác"


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    account = factory.SubFactory(AccountFactory, password="!")


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    board = factory.SubFactory(BoardFactory)
    der = b""
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    subject = factory.Sequence(lambda n: f"B{n} Ban Quản lý Khu kinh tế số {n}")
    issuer = "Cơ quan chứng thực số thử nghiệm"
    serial = "1F"
    valid_from = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    valid_to = dt.datetime(2029, 1, 1, tzinfo=dt.UTC)
    registered_by = factory.SubFactory(AccountFactory)


class FactorResetFactory(DjangoModelFactory):
    class Meta:
        model = FactorReset

    account = factory.SubFactory(AccountFactory)
    reason = "mất điện thoại"
    asked_by = factory.SelfAttribute("account")


class MinistryNameFactory(DjangoModelFactory):
    class Meta:
        model = MinistryName

    name = "Bộ Kế hoạch và Đầu tư"
    since = dt.date(1995, 10, 21)


class MinistryFactory(DjangoModelFactory):
    class Meta:
        model = Ministry
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"M{n}")
    bears = factory.RelatedFactory(MinistryNameFactory, factory_related_name="ministry")


class MinistryPostFactory(DjangoModelFactory):
    class Meta:
        model = MinistryPost

    account = factory.SubFactory(AccountFactory)
    ministry = factory.SubFactory(MinistryFactory)
    role = MinistryRole.REVIEWER
    since = LONG_AGO


class BlocFactory(DjangoModelFactory):
    class Meta:
        model = Bloc

    code = factory.Sequence(lambda n: f"K{n}")
    name = factory.Sequence(lambda n: f"Khối thi đua số {n}")
    organiser = factory.SubFactory(MinistryFactory)
    established_year = 2019


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    bloc = factory.SubFactory(BlocFactory)
    board = factory.SubFactory(BoardFactory)
    organiser = factory.SelfAttribute("bloc.organiser")
    position = factory.Sequence(lambda n: n + 1)
    since = LONG_AGO


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    bloc = factory.SubFactory(BlocFactory)
    board = factory.SubFactory(BoardFactory)
    office = Office.CHIEF
    year = YEAR
    since = NEW_YEAR


class SecretaryFactory(DjangoModelFactory):
    class Meta:
        model = Secretary

    bloc = factory.SubFactory(BlocFactory)
    year = YEAR
    account = factory.SubFactory(AccountFactory)
    appointed_by = factory.SubFactory(AccountFactory)
    since = NEW_YEAR


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    bloc = factory.SubFactory(BlocFactory)
    year = YEAR
    regime = factory.LazyFunction(lambda: Regime.objects.get(code="R2025"))
    opens_on = NEW_YEAR
    closes_on = dt.date(YEAR, 12, 31)


class PhaseFactory(DjangoModelFactory):
    class Meta:
        model = Phase

    campaign = factory.SubFactory(CampaignFactory)
    kind = PhaseKind.REGISTRATION
    opens_on = dt.date(YEAR, 1, 15)
    closes_on = dt.date(YEAR, 3, 31)


class ExtensionFactory(DjangoModelFactory):
    class Meta:
        model = Extension

    phase = factory.SubFactory(PhaseFactory)
    until = dt.date(YEAR, 4, 15)
    reason = "Bão số 5"
    granted_by = factory.SubFactory(AccountFactory)


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    bloc = factory.SubFactory(BlocFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Vốn đầu tư đăng ký mới, nguồn {n}")
    unit = "tỷ đồng"
    since = LONG_AGO


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration

    campaign = factory.SubFactory(CampaignFactory)
    board = factory.SubFactory(BoardFactory)
    changed_by = factory.SubFactory(AccountFactory)


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    registration = factory.SubFactory(RegistrationFactory)
    indicator = factory.SubFactory(
        IndicatorFactory, bloc=factory.SelfAttribute("..registration.campaign.bloc")
    )
    plan = 100


class ReportRequestFactory(DjangoModelFactory):
    class Meta:
        model = ReportRequest

    campaign = factory.SubFactory(CampaignFactory)
    kind = ReportKind.ANNUAL
    title = "Báo cáo tổng kết năm"
    asked_by = factory.SubFactory(AccountFactory)


class HeadingFactory(DjangoModelFactory):
    class Meta:
        model = Heading

    request = factory.SubFactory(ReportRequestFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Kết quả công tác số {n}")


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    request = factory.SubFactory(ReportRequestFactory)
    board = factory.SubFactory(BoardFactory)
    begun_by = factory.SubFactory(AccountFactory)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    report = factory.SubFactory(ReportFactory)
    heading = factory.SubFactory(HeadingFactory, request=factory.SelfAttribute("..report.request"))


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    report = factory.SubFactory(ReportFactory)
    indicator = factory.SubFactory(
        IndicatorFactory, bloc=factory.SelfAttribute("..report.request.campaign.bloc")
    )
    plan = 100


class ScoringTableFactory(DjangoModelFactory):
    class Meta:
        model = ScoringTable

    campaign = factory.SubFactory(CampaignFactory)
    drafted_by = factory.SubFactory(AccountFactory)
    changed_by = factory.SelfAttribute("drafted_by")


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    table = factory.SubFactory(ScoringTableFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Nhóm tiêu chí số {n}")
    maximum = 100


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    group = factory.SubFactory(GroupFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Tiêu chí số {n}")
    kind = CriterionKind.MET
    maximum = 10


class ScoringFactory(DjangoModelFactory):
    class Meta:
        model = Scoring

    campaign = factory.SubFactory(CampaignFactory)
    pattern = CheckPattern.RING
    begun_by = factory.SubFactory(AccountFactory)


class SheetFactory(DjangoModelFactory):
    """A self-score; for other kinds give kind and scorer."""

    class Meta:
        model = Sheet

    scoring = factory.SubFactory(ScoringFactory)
    table = factory.SubFactory(
        ScoringTableFactory, campaign=factory.SelfAttribute("..scoring.campaign")
    )
    board = factory.SubFactory(BoardFactory)
    scorer = factory.SelfAttribute("board")
    kind = SheetKind.SELF
    begun_by = factory.SubFactory(AccountFactory)


class MarkFactory(DjangoModelFactory):
    class Meta:
        model = Mark

    sheet = factory.SubFactory(SheetFactory)
    criterion = factory.SubFactory(
        CriterionFactory, group__table=factory.SelfAttribute("...sheet.table")
    )
    minimum = factory.SelfAttribute("criterion.minimum")
    maximum = factory.SelfAttribute("criterion.maximum")


class ConferenceFactory(DjangoModelFactory):
    """The closing conference of the year, in the January after it."""

    class Meta:
        model = Conference

    campaign = factory.SubFactory(CampaignFactory)
    kind = ConferenceKind.YEAR_END
    held_on = factory.LazyAttribute(lambda made: dt.date(made.campaign.year + 1, 1, 15))
    hour = dt.time(8)
    place = "Hội trường Ban Quản lý"
    host = factory.SubFactory(BoardFactory)
    secretary = factory.SubFactory(AccountFactory)
    called_by = factory.SelfAttribute("secretary")


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    conference = factory.SubFactory(ConferenceFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Nội dung số {n}")
    minutes = 30


class DelegateFactory(DjangoModelFactory):
    """A leader who votes for the board by right."""

    class Meta:
        model = Delegate

    conference = factory.SubFactory(ConferenceFactory)
    board = factory.SubFactory(BoardFactory)
    account = factory.SubFactory(AccountFactory)
    name = factory.SelfAttribute("account.full_name")
    basis = DelegateBasis.RIGHT
    named_by = factory.SelfAttribute("account")


class ArrivalFactory(DjangoModelFactory):
    """A board that is there with its delegate."""

    class Meta:
        model = Arrival

    conference = factory.SubFactory(ConferenceFactory)
    board = factory.SubFactory(BoardFactory)
    delegate = factory.SubFactory(
        DelegateFactory,
        conference=factory.SelfAttribute("..conference"),
        board=factory.SelfAttribute("..board"),
    )
    arrived_by = factory.SelfAttribute("delegate.account")


class TellerFactory(DjangoModelFactory):
    """Somebody who counts, without a pass-phrase yet."""

    class Meta:
        model = Teller

    conference = factory.SubFactory(ConferenceFactory)
    account = factory.SubFactory(AccountFactory)
    position = factory.Sequence(lambda n: n + 1)
    named_by = factory.SelfAttribute("account")


class PledgeFactory(DjangoModelFactory):
    class Meta:
        model = Pledge

    campaign = factory.SubFactory(CampaignFactory)
    grounds = "Căn cứ Luật Thi đua, Khen thưởng"
    targets = "Hoàn thành vượt mức kế hoạch năm."
    responsibilities = "Khối trưởng đôn đốc, kiểm tra."
    place = "Đà Nẵng"
    signed_on = dt.date(YEAR, 1, 15)
    changed_by = factory.SubFactory(AccountFactory)


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = Task

    pledge = factory.SubFactory(PledgeFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Thi đua hoàn thành nhiệm vụ số {n}")
