"""What happened to a bloc, in words; the actor stands before each sentence."""

from django.utils.translation import gettext_lazy as _

from bloc.models import MinistryRole, Office
from foundation.audit.log import day, label_of, say

say(
    {
        "bloc.found_ministry": _("entered the ministry %(name)s from %(since)s"),
        "bloc.succeed_ministry": _("wrote down that %(heir)s took the place of %(former)s"),
        "bloc.begin_ministry_post": _("gave %(person)s the ministry's first post: %(role)s"),
        "bloc.invite_colleague": _("invited %(person)s to the ministry as %(role)s"),
        "bloc.end_ministry_post": _("ended the post of %(person)s as %(role)s on %(until)s"),
        "bloc.found_bloc": _("founded the bloc %(bloc)s under %(ministry)s"),
        "bloc.register_board": _("registered %(board)s with the code %(code)s"),
        "bloc.name_board": _("entered a new name from %(since)s: %(name)s, before it %(former)s"),
        "bloc.merge_boards": _(
            "wrote down that in %(year)s these went into %(successor)s: %(predecessors)s"
        ),
        "bloc.seat_board": _(
            "seated %(board)s at place %(position)s from %(since)s (decision: %(decision)s)"
        ),
        "bloc.end_seat": _("ended the membership of %(board)s on %(until)s"),
        "bloc.begin_term": _("entered %(board)s as %(office)s of %(year)s from %(since)s"),
        "bloc.remind_of_chief": _("reminded the keepers that %(year)s has no chief"),
        "bloc.end_term": _("ended the term of %(board)s as %(office)s of %(year)s on %(until)s"),
        "bloc.appoint_secretary": _("appointed %(person)s secretary for %(year)s from %(since)s"),
        "bloc.end_secretary": _(
            "ended the task of %(person)s as secretary for %(year)s on %(until)s"
        ),
        "bloc.invite_leader": _("invited %(person)s to lead %(board)s"),
        "bloc.end_leader": _(
            "wrote down that %(person)s led %(board)s until %(until)s: %(reason)s"
        ),
        "bloc.tell_keepers_of_reset": _(
            "told the keepers that %(person)s asked for a new second sign-in step"
        ),
        "bloc.confirm_factor_reset": _(
            "vouched for %(person)s, who asked for a new second sign-in step"
        ),
    },
    role=label_of(MinistryRole),
    office=label_of(Office),
    since=day,
    until=day,
)
