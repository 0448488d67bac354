"""What happened to the signatures of a pledge, in words; the actor stands before."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "pledges.release_pledge": _("released the pledge to the registry of %(board)s"),
    "pledges.prepare_signature": _("began to sign for %(board)s"),
    "pledges.give_up_signature": _("stopped signing for %(board)s"),
    "pledges.finish_signature": _("signed for %(board)s with the office's device"),
    "pledges.sign_with_key_file": _("signed for %(board)s with a key file"),
    "pledges.sign_remotely": _("signed for %(board)s by remote signing"),
    "pledges.upload_signed": _("uploaded the pledge signed elsewhere by %(board)s"),
    "pledges.upload_scan": _("uploaded the scan that %(board)s signed on paper"),
    "pledges.confirm_scan": _("confirmed that %(board)s signed on paper"),
    "pledges.reject_scan": _("sent back the scan of %(board)s: %(reason)s"),
    "pledges.decline_pledge": _("declined to sign for %(board)s: %(reason)s"),
    "pledges.take_back_refusal": _("took back the refusal of %(board)s"),
    "pledges.seal_pledge": _("sealed the pledge: all boards have signed"),
}
