"""A phone is sealed, found again without being opened, and shown masked."""

import pytest

from scheduler.errors import Misconfigured
from scheduler.store.vault import Vault, masked

OLD, NEW = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLTEyMzQ=", "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LTEyMzQ="
PHONE = "13812345678"


def test_what_is_sealed_opens_again() -> None:
    vault = Vault([OLD])

    token = vault.seal(PHONE)

    assert PHONE.encode() not in token
    assert vault.open(token) == PHONE


def test_equal_phones_are_sealed_differently_and_indexed_equally() -> None:
    vault = Vault([OLD])

    assert vault.seal(PHONE) != vault.seal(PHONE)
    assert vault.index(PHONE) == Vault([OLD]).index(PHONE)


def test_a_new_key_in_front_opens_old_phones_and_keeps_the_index() -> None:
    before, after = Vault([OLD]), Vault([NEW, OLD])

    assert after.open(before.seal(PHONE)) == PHONE
    assert after.index(PHONE) == before.index(PHONE)


def test_after_rotation_the_new_key_alone_opens_what_was_sealed_anew() -> None:
    token = Vault([NEW, OLD]).seal(PHONE)

    assert Vault([NEW]).open(token) == PHONE


def test_another_key_makes_another_index() -> None:
    assert Vault([OLD]).index(PHONE) != Vault([NEW]).index(PHONE)


def test_a_wrong_key_opens_nothing() -> None:
    token = Vault([OLD]).seal(PHONE)

    with pytest.raises(Misconfigured, match="电话解不开"):
        Vault([NEW]).open(token)


@pytest.mark.parametrize("place", [0, 10, 30, 60, -1])
def test_a_tampered_token_is_refused(place: int) -> None:
    vault = Vault([OLD])
    token = bytearray(vault.seal(PHONE))

    token[place] = ord("A") if token[place] != ord("A") else ord("B")

    with pytest.raises(Misconfigured, match="电话解不开"):
        vault.open(bytes(token))


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param([], id="no key"),
        pytest.param([""], id="an empty key"),
        pytest.param(["secret"], id="a short key"),
        pytest.param([OLD, "密钥"], id="a second key that is none"),
    ],
)
def test_keys_that_are_not_usable_are_refused(keys: list[str]) -> None:
    with pytest.raises(Misconfigured, match="REDVEST_KEY"):
        Vault(keys)


@pytest.mark.parametrize("written", ["138 1234 5678", "138-1234-5678", "+86 138 1234 5678", "8613812345678"])
def test_a_phone_is_found_however_it_is_written(written: str) -> None:
    vault = Vault([OLD])

    assert vault.index(written) == vault.index(PHONE)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        pytest.param("13812345678", "138****5678", id="a mobile phone"),
        pytest.param("+86 138-1234-5678", "138****5678", id="with the country and dashes"),
        pytest.param("0316-2345678", "031****5678", id="a land line"),
        pytest.param("2345678", "*****78", id="a local number"),
        pytest.param("12", "12", id="two digits"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_phone_is_shown_masked(phone: str, shown: str) -> None:
    assert masked(phone) == shown
