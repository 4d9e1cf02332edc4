"""Packing: what travels is compressed for whoever can read that, and never where another site asks.

A page that shows a secret beside words that somebody else chose tells by its packed length whether the two agree
(BREACH). Only another site can choose the words and have a browser ask a thousand times, and then the browser says so.
"""

from flask import Flask, Response, g, request
from flask_compress import Compress
from flask_compress.flask_compress import DictCache

from api.assets import is_asset

_WORTH = 1_400
"""Bytes. What fits into one packet does not travel faster for being smaller."""
_OURS = frozenset(("same-origin", "none"))
"""Asked for by a page of ours, or typed in; programs, and browsers too old to tell, say nothing."""


def install(app: Flask) -> None:
    app.config.from_mapping(
        COMPRESS_ALGORITHM=["zstd", "br", "gzip"],
        COMPRESS_MIN_SIZE=_WORTH,
        COMPRESS_STREAMS=False,  # events are heard as they happen
        COMPRESS_REGISTER=False,
    )
    answers, assets = Compress(app), Compress(app)
    # Few, and the same for everybody: each is packed once for each process.
    assets.cache, assets.cache_key = DictCache(), lambda _: g.asset

    @app.after_request
    def pack(response: Response) -> Response:
        if is_asset(request.endpoint):
            g.asset = f"{request.path} {response.headers.get('ETag')}"
            if response.status_code == 200:
                response.direct_passthrough = False
                response.get_data()
            return assets.after_request(response)
        # A thing with an ETag is one that is edited: its tag comes back as it was told, whatever it travelled in.
        if "ETag" in response.headers or request.headers.get("Sec-Fetch-Site", "none") not in _OURS:
            return response
        return answers.after_request(response)
