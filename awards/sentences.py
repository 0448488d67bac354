"""What happened about awards, in words; the actor stands before each sentence."""

from django.utils.translation import gettext_lazy as _

from foundation.audit.log import say

say(
    {
        "awards.give_quota": _("entered the quota for “%(kind)s”: %(count)s, by %(document)s"),
        "awards.attest_criteria": _("attested criteria of %(board)s (%(count)s): %(grounds)s"),
        "awards.grant_waiver": _(
            "let %(board)s be nominated for “%(kind)s” all the same: %(reason)s"
        ),
        "awards.revoke_waiver": _("took back the exception of %(board)s for “%(kind)s”"),
        "awards.put_to_vote": _("put the list for “%(kind)s” to the vote (boards: %(count)s)"),
        "awards.take_proposals": _(
            "took over the proposals of the ballots (proposed: %(count)s, not: %(others)s)"
        ),
        "awards.add_dossier_part": _(
            "put “%(paper)s” into the dossier of %(board)s for “%(kind)s”"
        ),
        "awards.nominate_boards": _("made the list of nominations (boards: %(count)s)"),
    }
)
