import pytest

from tests.foundation.pades import services


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    """An authority whose time stamper, OCSP responder and signing service run."""
    with services.authority(tmp_path_factory.mktemp("authority")) as running:
        yield running
