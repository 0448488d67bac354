"""Where the boards and their people are."""

from django.urls import path

from members import views

app_name = "members"

urlpatterns = [
    path("", views.boards, name="boards"),
    path("toi/", views.account, name="account"),
    path("thiet-bi/<int:pk>/dang-xuat/", views.end_session, name="end_session"),
    path("mat-thiet-bi-xac-thuc/", views.ask_factor_reset, name="ask_factor_reset"),
    path("cap-lai/<int:pk>/", views.reset_factor, name="reset_factor"),
    path("loi-moi/<str:ticket>/", views.accept_invitation, name="accept_invitation"),
    path("<int:pk>/", views.board, name="board"),
    path("<int:pk>/lich-su/", views.history, name="history"),
    path("<int:pk>/mau-dau/", views.seal, name="seal"),
    path("<int:pk>/mau-dau/moi/", views.enter_seal, name="enter_seal"),
    path("<int:pk>/nhan-su/", views.people, name="people"),
    path("<int:pk>/nhan-su/moi/", views.invite_person, name="invite_person"),
    path(
        "<int:board_pk>/loi-moi/<int:pk>/gui-lai/",
        views.resend_invitation,
        name="resend_invitation",
    ),
    path(
        "<int:board_pk>/loi-moi/<int:pk>/rut/",
        views.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("phan-cong/<int:pk>/", views.change_post, name="change_post"),
    path("phan-cong/<int:pk>/ket-thuc/", views.end_post, name="end_post"),
    path("<int:pk>/uy-quyen/", views.delegate_powers, name="delegate_powers"),
    path("uy-quyen/<int:pk>/ket-thuc/", views.end_delegation, name="end_delegation"),
    path("<int:pk>/dau-moi/", views.add_contact, name="add_contact"),
    path("dau-moi/<int:pk>/thoi/", views.end_contact, name="end_contact"),
    path("<int:pk>/chung-thu/", views.register_certificate, name="register_certificate"),
    path("chung-thu/<int:pk>/thoi/", views.withdraw_certificate, name="withdraw_certificate"),
]
