"""What somebody explained in the page once is not asked again, is said, and can be forgotten."""

from flask.testing import FlaskClient

from scheduler import runs
from scheduler.settings import Settings
from scheduler.store.database import Sessions
from tests.api.pages.import_desk import handed_in, the_clock_looks
from tests.scheduler.rows import NOW

OWN_WORDS = "名儿,归口,备注\n张三,住建局,\n"
EXPLAINED = {
    "sheet0": "volunteers",
    "header0": "1",
    "drawn0": "volunteers/1",
    "col0-A": "name",
    "col0-B": "unit",
    "col0-C": "",
}


def explained(desk: FlaskClient, sessions: Sessions, settings: Settings) -> str:
    """What the page says once a file was explained and read."""
    address = handed_in(desk, OWN_WORDS, "名册.csv")
    the_clock_looks(sessions, settings)
    page = desk.post(f"{address}/columns", data=EXPLAINED, follow_redirects=True).text
    the_clock_looks(sessions, settings)
    return page


def next_one(desk: FlaskClient, sessions: Sessions, settings: Settings) -> str:
    """The address of the next file with the same headings, read."""
    address = handed_in(desk, OWN_WORDS, "下个月.csv")
    the_clock_looks(sessions, settings)
    return address


def test_the_next_file_is_read_at_once_and_says_so(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    told = explained(desk, sessions, settings)

    page = desk.get(next_one(desk, sessions, settings)).text

    assert "记住了，下次一样的列名不再问：名儿 = 姓名、归口 = 单位" in told
    assert "「下个月」按上次的说法：名儿 = 姓名、归口 = 单位" in page
    assert "还没有写入" in page
    assert "每一列是什么？" not in page


def test_what_was_said_is_changed_where_it_shows(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    explained(desk, sessions, settings)
    address = next_one(desk, sessions, settings)

    told = desk.post(
        f"{address}/columns", data={**EXPLAINED, "col0-C": "name", "col0-A": "code"}, follow_redirects=True
    ).text

    assert "记住了，下次一样的列名不再问：名儿 = 编号、备注 = 姓名" in told


def test_what_was_said_is_forgotten_and_the_file_is_asked_about_again(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    explained(desk, sessions, settings)
    address = next_one(desk, sessions, settings)

    told = desk.post(f"{address}/forget", data={"heading": "1"}, follow_redirects=True).text
    the_clock_looks(sessions, settings)

    assert "忘掉了“名儿”，下次遇到再问" in told
    assert "每一列是什么？" in desk.get(address).text


def test_all_that_is_remembered_is_listed_and_forgotten_one_by_one(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    empty = desk.get("/imports/headings").text
    explained(desk, sessions, settings)
    listed = desk.get("/imports/headings").text

    left = desk.post("/imports/headings/1/forget", follow_redirects=True).text

    assert "还没有记住的列名" in empty
    assert [heading in listed for heading in ("名儿", "归口")] == [True, True]
    assert "忘掉了“名儿”" in left
    assert '<th scope="row">名儿</th>' not in left
    assert runs.claim_upload(sessions, now=NOW) is None
