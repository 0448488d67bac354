"""Signatures in PDF files (PAdES), as pure functions over bytes; the only place that knows pyHanko.

lay_fields      an empty field in each cell of a drawn paper
prepare         the newest revision with room for one signature, and the bytes to be signed
finish          the signature put into that room, with a time stamp where there is one
check_newest    only the signature that was just made
verify          all signatures of a file of ours;  examine: of a stranger's, in a child process
compare_upload  whether a file signed elsewhere is our newest revision plus one signature
"""

import logging

from foundation.documents.pades.comparison import Comparison
from foundation.documents.pades.examination import compare_upload, examine
from foundation.documents.pades.reports import (
    SIGNATURE,
    TIMESTAMP,
    CertificateReport,
    Report,
    SignatureReport,
    SigningRefused,
    TimestampReport,
)
from foundation.documents.pades.signing import Prepared, finish, prepare, signature_over
from foundation.documents.pades.timestamping import (
    TsaAddress,
    ValidationData,
    archive,
    collect_validation,
)
from foundation.documents.pades.trust import check_certificate, describe_certificate
from foundation.documents.pades.verification import check_newest, verify
from foundation.documents.pades.writing import Cell, lay_fields

__all__ = [
    "SIGNATURE",
    "TIMESTAMP",
    "Cell",
    "CertificateReport",
    "Comparison",
    "Prepared",
    "Report",
    "SignatureReport",
    "SigningRefused",
    "TimestampReport",
    "TsaAddress",
    "ValidationData",
    "archive",
    "check_certificate",
    "check_newest",
    "collect_validation",
    "compare_upload",
    "describe_certificate",
    "examine",
    "finish",
    "lay_fields",
    "prepare",
    "signature_over",
    "verify",
]

# what is wrong with a file stands in its report; it is no event of this server
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
