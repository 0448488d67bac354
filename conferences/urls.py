"""Where the conferences are."""

from django.urls import path, register_converter

from conferences.views import (
    agenda,
    attendance,
    ballots,
    candidates,
    conferences,
    hand_over,
    invitations,
    minutes,
    participants,
    publication,
    screen,
    signing,
    voting,
)


class PaperConverter:
    """The two kinds in which a paper can be had."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SizeConverter(PaperConverter):
    """The two sizes of a photo."""

    regex = "nho|lon"


register_converter(PaperConverter, "paper")
register_converter(SizeConverter, "size")
app_name = "conferences"
urlpatterns = [
    path("nam/<int:pk>/", conferences.conferences, name="conferences"),
    path("nam/<int:pk>/trieu-tap/", conferences.call_conference, name="call_conference"),
    path("<int:pk>/", conferences.conference, name="conference"),
    path("<int:pk>/sua/", conferences.change_conference, name="change_conference"),
    path("<int:pk>/huy/", conferences.call_off_conference, name="call_off_conference"),
    # the agenda
    path("<int:pk>/chuong-trinh/them/", agenda.add_agenda_item, name="add_agenda_item"),
    path("chuong-trinh/<int:pk>/sua/", agenda.change_agenda_item, name="change_agenda_item"),
    path("chuong-trinh/<int:pk>/thu-tu/", agenda.move_agenda_item, name="move_agenda_item"),
    path("chuong-trinh/<int:pk>/bo/", agenda.remove_agenda_item, name="remove_agenda_item"),
    path("chuong-trinh/<int:pk>/tai-lieu/", agenda.add_agenda_document, name="add_agenda_document"),
    path("tai-lieu/<int:pk>/", agenda.agenda_document, name="agenda_document"),
    path("tai-lieu/<int:pk>/go/", agenda.remove_agenda_document, name="remove_agenda_document"),
    # who takes part
    path("<int:pk>/thanh-phan/", participants.participants, name="participants"),
    path("<int:pk>/khach-moi/them/", participants.invite_guest, name="invite_guest"),
    path("<int:pk>/gui-giay-moi/", participants.issue_invitations, name="issue_invitations"),
    path("<int:pk>/dai-bieu/<int:board>/cu/", participants.name_delegate, name="name_delegate"),
    path(
        "<int:pk>/dai-bieu/<int:board>/giay-uy-quyen/",
        participants.authorise_by_paper,
        name="authorise_by_paper",
    ),
    path("uy-quyen/<int:pk>/", participants.authorisation, name="authorisation"),
    path("giay-moi/<int:pk>/tra-loi/", participants.answer_invitation, name="answer_invitation"),
    path("giay-moi/<int:pk>/bo/", participants.withdraw_guest, name="withdraw_guest"),
    path("giay-moi/<int:pk>.<paper:kind>", invitations.addressed_paper, name="addressed_paper"),
    path("<int:pk>/giay-moi.<paper:kind>", invitations.invitation_paper, name="invitation_paper"),
    # who is there
    path("<int:pk>/diem-danh/", attendance.attendance, name="attendance"),
    path("<int:pk>/diem-danh/<int:board>/", attendance.check_in, name="check_in"),
    path("<int:pk>/diem-danh/<int:board>/roi/", attendance.check_out, name="check_out"),
    path("giay-moi/<int:pk>/den/", attendance.check_in_guest, name="check_in_guest"),
    path("chuong-trinh/<int:pk>/bat-dau/", attendance.begin_agenda_item, name="begin_agenda_item"),
    path("<int:pk>/khai-mac/", attendance.open_conference, name="open_conference"),
    path("<int:pk>/be-mac/", attendance.close_conference, name="close_conference"),
    path("<int:pk>/cua/", attendance.door, name="door"),
    path("cua/<str:token>/", attendance.at_the_door, name="at_the_door"),
    path("man-hinh/<str:token>/", screen.screen, name="screen"),
    path("man-hinh/<str:token>/bay-gio/", screen.screen_now, name="screen_now"),
    path("<int:pk>/diem-danh/bay-gio/", screen.attendance_now, name="attendance_now"),
    # the minutes
    path("<int:pk>/bien-ban/", minutes.minutes, name="minutes"),
    path("<int:pk>/bien-ban.<paper:kind>", minutes.minutes_paper, name="minutes_paper"),
    path("<int:pk>/ket-luan/", minutes.write_conclusion, name="write_conclusion"),
    path("<int:pk>/bien-ban/thong-qua/", minutes.agree_minutes, name="agree_minutes"),
    path("chuong-trinh/<int:pk>/phat-bieu/", minutes.note_speech, name="note_speech"),
    path("phat-bieu/<int:pk>/sua/", minutes.change_speech, name="change_speech"),
    path("phat-bieu/<int:pk>/bo/", minutes.remove_speech, name="remove_speech"),
    path("<int:pk>/thong-bao/", signing.issue_notice, name="issue_notice"),
    path("<int:pk>/thong-bao.docx", signing.notice_word, name="notice_word"),
    # what the public reads
    path("cong-bo/", publication.all_published, name="all_published"),
    path("cong-bo/<int:pk>/", publication.published, name="published"),
    path("cong-bo/anh/<int:pk>-<size:size>.jpg", publication.public_photo, name="public_photo"),
    path("<int:pk>/cong-bo/", publication.publication, name="publication"),
    path(
        "<int:pk>/cong-bo/tom-tat/", publication.write_public_summary, name="write_public_summary"
    ),
    path("<int:pk>/cong-bo/anh/", publication.add_conference_photo, name="add_conference_photo"),
    path("<int:pk>/cong-bo/dang/", publication.publish_conference, name="publish_conference"),
    path("<int:pk>/cong-bo/go/", publication.withdraw_publication, name="withdraw_publication"),
    path("anh/<int:pk>-<size:size>.jpg", publication.conference_photo, name="conference_photo"),
    path("anh/<int:pk>/go/", publication.remove_conference_photo, name="remove_conference_photo"),
    # what is signed
    path("van-ban/<int:pk>/", signing.signed_paper, name="signed_paper"),
    path("van-ban/<int:pk>/ban-moi-nhat.pdf", signing.signed_paper_file, name="signed_paper_file"),
    path("van-ban/<int:pk>/ban-quet/", signing.scan_signed_paper, name="scan_signed_paper"),
    path("van-ban/<int:pk>/ban-quet/xem/", signing.signed_paper_scan, name="signed_paper_scan"),
    path(
        "van-ban/<int:pk>/ban-quet/xac-nhan/",
        signing.confirm_signed_scan,
        name="confirm_signed_scan",
    ),
    path(
        "van-ban/<int:pk>/ban-quet/tra-lai/", signing.reject_signed_scan, name="reject_signed_scan"
    ),
    path("ky/<int:pk>/", signing.prepare_paper_signature, name="prepare_paper_signature"),
    path("ky/<int:pk>/trang-thai/", signing.paper_signing_status, name="paper_signing_status"),
    path(
        "ky/<int:pk>/nhuong-luot/", signing.give_up_paper_signature, name="give_up_paper_signature"
    ),
    path(
        "ky/<int:pk>/tep-khoa/", signing.sign_paper_with_key_file, name="sign_paper_with_key_file"
    ),
    path("ky/<int:pk>/tai-ban-da-ky/", signing.upload_signed_paper, name="upload_signed_paper"),
    # what is voted on
    path("<int:pk>/bo-phieu/", ballots.ballots, name="ballots"),
    path("<int:pk>/bo-phieu/chuan-bi/", ballots.prepare_ballot, name="prepare_ballot"),
    path("bo-phieu/<int:pk>/", ballots.ballot, name="ballot"),
    path("bo-phieu/<int:pk>/bay-gio/", ballots.ballot_now, name="ballot_now"),
    path("bo-phieu/<int:pk>/sua/", ballots.change_ballot, name="change_ballot"),
    path("bo-phieu/<int:pk>/chot/", ballots.freeze_ballot, name="freeze_ballot"),
    path("bo-phieu/<int:pk>/mo/", ballots.open_ballot, name="open_ballot"),
    path("bo-phieu/<int:pk>/dong/", ballots.close_ballot, name="close_ballot"),
    path("bo-phieu/<int:pk>/cong-bo/", ballots.declare_ballot, name="declare_ballot"),
    path("bo-phieu/<int:pk>/huy/", ballots.void_ballot, name="void_ballot"),
    path("bo-phieu/<int:pk>/lai/", ballots.repeat_ballot, name="repeat_ballot"),
    path("bo-phieu/<int:pk>/phieu-giay/", ballots.sheets, name="sheets"),
    path("bo-phieu/<int:pk>/phieu-giay/<int:board>/", ballots.give_paper, name="give_paper"),
    path("bo-phieu/<int:pk>/kiem-lai.json", ballots.bulletin, name="bulletin"),
    path("bo-phieu/<int:pk>/bien-ban.<paper:kind>", ballots.count_paper, name="count_paper"),
    path("bo-phieu/<int:pk>/phieu/<int:board>/", voting.vote, name="vote"),
    # who counts
    path("<int:pk>/to-kiem-phieu/", voting.name_tellers, name="name_tellers"),
    path("to-kiem-phieu/<int:pk>/mat-khau/", voting.set_pass_phrase, name="set_pass_phrase"),
    path("to-kiem-phieu/<int:pk>/thu/", voting.try_pass_phrase, name="try_pass_phrase"),
    path("bo-phieu/<int:pk>/mo-hom/", voting.give_part, name="give_part"),
    path("bo-phieu/<int:pk>/kiem-tay/", voting.enter_figures, name="enter_figures"),
    # who serves next
    path("<int:pk>/ung-cu/", candidates.candidates, name="candidates"),
    path("<int:pk>/ung-cu/<int:board>/", candidates.agree_to_stand, name="agree_to_stand"),
    path("<int:pk>/ung-cu/<int:board>/rut/", candidates.withdraw_consent, name="withdraw_consent"),
    # the year passes on
    path("nam/<int:pk>/ban-giao/", hand_over.hand_over, name="hand_over"),
    path("nam/<int:pk>/ban-giao/chuan-bi/", hand_over.prepare_hand_over, name="prepare_hand_over"),
    path("nam/<int:pk>/ban-giao/giao/", hand_over.hand_over_year, name="hand_over_year"),
    path("nam/<int:pk>/ban-giao/nhan/", hand_over.receive_year, name="receive_year"),
    path("nam/<int:pk>/ban-giao/bien-ban.pdf", hand_over.hand_over_record, name="hand_over_record"),
    path("nam/<int:pk>/ban-giao/ho-so.zip", hand_over.archive, name="archive"),
    # for guests, by an address that is signed
    path("khach/<str:token>/", invitations.guest, name="guest"),
    path("khach/<str:token>/giay-moi.<paper:kind>", invitations.guest_paper, name="guest_paper"),
]
