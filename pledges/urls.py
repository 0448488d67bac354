"""Where the pledges are."""

from django.urls import path

from pledges import signing_urls
from pledges.views import consultation, issuing, pages, text

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
    *signing_urls.urlpatterns,
]
