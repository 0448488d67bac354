"""Where the pledges are."""

from django.urls import path

from pledges.views import consultation, issuing, pages, signing, text, wall

app_name = "pledges"
urlpatterns = [
    path("", pages.pledges, name="pledges"),
    path("nam/<int:pk>/du-thao/", text.draft_pledge, name="draft_pledge"),
    path("<int:pk>/", pages.pledge, name="pledge"),
    path("<int:pk>/dang-ve/", pages.drawing, name="drawing"),
    path("<int:pk>/soan/", text.edit_pledge, name="edit_pledge"),
    path("<int:pk>/gui-lay-y-kien/", text.consult_boards, name="consult_boards"),
    path("<int:pk>/lay-y-kien/", consultation.consultation, name="consultation"),
    path(
        "<int:pk>/lay-y-kien/<int:board>/dong-y/",
        consultation.agree_to_pledge,
        name="agree_to_pledge",
    ),
    path(
        "<int:pk>/lay-y-kien/<int:board>/gop-y/<str:part>/",
        consultation.comment_on_pledge,
        name="comment_on_pledge",
    ),
    path("<int:pk>/nhac-tra-loi/", consultation.remind_boards, name="remind_boards"),
    path("gop-y/<int:pk>/tra-loi/", consultation.answer_comment, name="answer_comment"),
    path("gop-y/<int:pk>/rut/", consultation.withdraw_comment, name="withdraw_comment"),
    path("<int:pk>/phien-ban/", pages.versions, name="versions"),
    path("<int:pk>/phien-ban/<int:number>/", pages.version, name="version"),
    path("<int:pk>/phien-ban/so-sanh/", pages.compare_versions, name="compare_versions"),
    path("<int:pk>/lich-su/", pages.history, name="history"),
    path("<int:pk>/phat-hanh/", issuing.issue_pledge, name="issue_pledge"),
    path("<int:pk>/ve-lai/", issuing.redraw_pledge, name="redraw_pledge"),
    path("<int:pk>/dong/", issuing.close_pledge, name="close_pledge"),
    path("<int:pk>/thu-hoi/", issuing.withdraw_pledge, name="withdraw_pledge"),
    # where a board gives its signature
    # a board's place under a pledge
    path("ky/<int:pk>/", signing.prepare_signature, name="prepare_signature"),
    path("ky/<int:pk>/trang-thai/", signing.signing_status, name="signing_status"),
    path("ky/<int:pk>/tep-khoa/", signing.sign_with_key_file, name="sign_with_key_file"),
    path("ky/<int:pk>/tu-xa/", signing.sign_remotely, name="sign_remotely"),
    path("ky/<int:pk>/tai-ban-da-ky/", signing.upload_signed, name="upload_signed"),
    path("ky/<int:pk>/tren-giay/", signing.upload_scan, name="upload_scan"),
    path("ky/<int:pk>/ban-quet/", wall.scan, name="scan"),
    path("ky/<int:pk>/xac-nhan-ban-quet/", signing.confirm_scan, name="confirm_scan"),
    path("ky/<int:pk>/tra-lai-ban-quet/", signing.reject_scan, name="reject_scan"),
    path("ky/<int:pk>/tu-choi/", signing.decline_pledge, name="decline_pledge"),
    path("ky/<int:pk>/rut-tu-choi/", signing.take_back_refusal, name="take_back_refusal"),
    path("ky/<int:pk>/cho-van-thu-ky/", signing.release_pledge, name="release_pledge"),
    path("ky/<int:pk>/nhuong-luot/", signing.give_up_signature, name="give_up_signature"),
    # what shows itself
    path("<int:pk>/chu-ky/", wall.signatures, name="signatures"),
    path("<int:pk>/hoi-truong/", wall.wall, name="wall"),
    path("<int:pk>/hoi-truong/cho-ngoi/", wall.wall_seats, name="wall_seats"),
    path("<int:pk>/ban-ky/", wall.revisions, name="revisions"),
    path("<int:pk>/ban-moi-nhat/", wall.newest, name="newest"),
    path("ban-ky/<int:pk>/", wall.revision, name="revision"),
]
