"""Phones: sealed in the database, found by a blind index, shown masked, opened only by a deliberate call."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64decode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from scheduler.errors import Misconfigured
from scheduler.language import say


class Vault:
    """Holds the keys, newest first: the first seals, all open, the last and oldest makes the index.

    To rotate, put a new key in front and seal every phone again; keep the oldest at the end, or index anew.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises Misconfigured for no key, or one that is not 32 bytes of URL-safe base64."""
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
            secret = urlsafe_b64decode(keys[-1])
        except (ValueError, IndexError) as error:
            raise Misconfigured(say("加密密钥不可用，请检查 REDVEST_KEY 或密钥文件")) from error
        self._index_key = HKDF(SHA256(), 32, salt=None, info=b"redvest phone index").derive(secret)

    def seal(self, text: str) -> bytes:
        """A token that only the keys open; another one every time."""
        return self._fernet.encrypt(text.encode())

    def open(self, token: bytes) -> str:
        """The text sealed in `token`. Raises Misconfigured when no key opens it, or it was tampered with."""
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken as error:
            raise Misconfigured(say("电话解不开：密钥不对，或数据被改动过")) from error

    def index(self, phone: str) -> str:
        """64 hex digits, equal for equal phones however they are spaced: HMAC-SHA256 of the digits."""
        return hmac.new(self._index_key, _digits(phone).encode(), hashlib.sha256).hexdigest()


def masked(phone: str) -> str:
    """The phone as anybody may see it: 138****5678; of a short one only the last two digits."""
    digits = _digits(phone)
    if len(digits) < 9:
        return "*" * max(len(digits) - 2, 0) + digits[-2:]
    return digits[:3] + "*" * (len(digits) - 7) + digits[-4:]


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
