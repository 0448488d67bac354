"""Where the conferences are."""

from django.urls import path

from conferences.views import agenda, conferences

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
]
