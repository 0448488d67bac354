"""Where the awards are."""

from django.urls import path

from awards.views import dossiers, nominations, proposals

app_name = "awards"
urlpatterns = [
    path("nam/<int:pk>/", nominations.nominations, name="nominations"),
    path("nam/<int:pk>/chi-tieu/<int:kind_pk>/", nominations.give_quota, name="give_quota"),
    path("nam/<int:pk>/phuong-an/", nominations.simulator, name="simulator"),
    path("nam/<int:pk>/phuong-an/<int:board_pk>/", nominations.board_case, name="board_case"),
    path(
        "nam/<int:pk>/xac-nhan/<int:board_pk>/", nominations.attest_criteria, name="attest_criteria"
    ),
    path(
        "nam/<int:pk>/ngoai-le/<int:board_pk>/<int:kind_pk>/",
        nominations.grant_waiver,
        name="grant_waiver",
    ),
    path("ngoai-le/<int:pk>/rut/", nominations.revoke_waiver, name="revoke_waiver"),
    path("nam/<int:pk>/bo-phieu/<int:kind_pk>/", nominations.put_to_vote, name="put_to_vote"),
    path("nam/<int:pk>/danh-sach/", nominations.nominate_boards, name="nominate_boards"),
    path("nam/<int:pk>/de-nghi/", proposals.proposals, name="proposals"),
    path("nam/<int:pk>/de-nghi/nhan/", proposals.take_proposals, name="take_proposals"),
    path("nam/<int:pk>/ho-so/", dossiers.dossiers, name="dossiers"),
    path("ho-so/<int:pk>/", dossiers.dossier, name="dossier"),
    path(
        "ho-so/<int:pk>/giay-to/<int:item_pk>/", dossiers.add_dossier_part, name="add_dossier_part"
    ),
    path("ho-so/tep/<int:pk>/", dossiers.dossier_file, name="dossier_file"),
]
