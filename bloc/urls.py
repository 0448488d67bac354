"""Where the pages of blocs and ministries are."""

from django.urls import path

from bloc import views

app_name = "bloc"

urlpatterns = [
    path("", views.blocs, name="blocs"),
    path("<int:pk>/", views.bloc, name="bloc"),
    path("<int:pk>/chuc-vu/", views.officers, name="officers"),
    path("<int:pk>/tu-cach/", views.seats, name="seats"),
    path("<int:pk>/lich-su/", views.history, name="history"),
    path("<int:pk>/ban-moi/", views.register_board, name="register_board"),
    path("<int:pk>/ban/<int:board_pk>/ten-goi/", views.name_board, name="name_board"),
    path("<int:pk>/hop-nhat/", views.choose_heir, name="choose_heir"),
    path("<int:pk>/hop-nhat/<int:board_pk>/", views.merge_boards, name="merge_boards"),
    path("<int:pk>/ban/<int:board_pk>/lanh-dao/", views.invite_leader, name="invite_leader"),
    path("<int:pk>/lanh-dao/<int:post_pk>/ket-thuc/", views.end_leader, name="end_leader"),
    path("<int:pk>/thanh-vien-moi/", views.seat_board, name="seat_board"),
    path("tu-cach/<int:pk>/ket-thuc/", views.end_seat, name="end_seat"),
    path("<int:pk>/nhiem-ky-moi/", views.begin_term, name="begin_term"),
    path("nhiem-ky/<int:pk>/ket-thuc/", views.end_term, name="end_term"),
    path("<int:pk>/thu-ky/<year:year>/", views.appoint_secretary, name="appoint_secretary"),
    path("thu-ky/<int:pk>/ket-thuc/", views.end_secretary, name="end_secretary"),
    path("bo/<int:pk>/", views.ministry, name="ministry"),
    path("bo/<int:pk>/khoi-moi/", views.found_bloc, name="found_bloc"),
    path("bo/<int:pk>/moi/", views.invite_colleague, name="invite_colleague"),
    path("bo/phan-cong/<int:pk>/ket-thuc/", views.end_ministry_post, name="end_ministry_post"),
    path("xac-thuc/<int:pk>/", views.confirm_factor_reset, name="confirm_factor_reset"),
]
