"""Settings of the cluster: nobody helps unless an address says who, and what to do without them is said beforehand."""

import pytest

from scheduler.cluster import cluster
from scheduler.errors import Misconfigured
from scheduler.settings.cluster import ClusterSettings

ADDRESS = "tcp://10.0.0.5:8786"


def test_a_first_run_asks_nobody() -> None:
    found = ClusterSettings.from_env({})

    assert found == ClusterSettings(None, refuse=False)
    assert cluster(found) is None


@pytest.mark.parametrize(("said", "refuse"), [("here", False), ("refuse", True), ("", False)])
def test_an_address_and_what_to_do_without(said: str, refuse: bool) -> None:
    found = ClusterSettings.from_env({"REDVEST_CLUSTER": f"{ADDRESS}/", "REDVEST_WITHOUT_CLUSTER": said})

    assert found == ClusterSettings(ADDRESS, refuse)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REDVEST_CLUSTER", "10.0.0.5:8786"),
        ("REDVEST_CLUSTER", "http://10.0.0.5:8786"),
        ("REDVEST_CLUSTER", "tcp://10.0.0.5"),
        ("REDVEST_CLUSTER", "tcp://10.0.0.5:many"),
        ("REDVEST_WITHOUT_CLUSTER", "panic"),
    ],
)
def test_what_is_none_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        ClusterSettings.from_env({name: value})


def test_without_the_cluster_a_run_goes_on_or_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    # Nothing that is installed knows such addresses.
    lenient, strict = (cluster(ClusterSettings("pigeon://10.0.0.5:1", refuse)) for refuse in (False, True))
    assert lenient is not None
    assert strict is not None

    with lenient.reach() as machines:
        assert machines is None
    assert "pigeon://10.0.0.5:1" in caplog.text
    with pytest.raises(Misconfigured, match=r"pigeon://10\.0\.0\.5:1"), strict.reach():
        pass
