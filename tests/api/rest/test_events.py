"""Server-sent events: news once each, a sign of life in between, and an end that a browser understands."""

from collections.abc import Callable
from itertools import count

from flask import Flask

from api.rest.events import Pace, Seen, events, told, watched
from scheduler.services.credentials import issue, revoke
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.database import Sessions, transaction
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW

RUNNING, BETTER, DONE = Seen('{"cost":9}', False), Seen('{"cost":7}', False), Seen('{"cost":7,"state":"done"}', True)


def seeing(*news: Seen) -> Callable[[], Seen]:
    """Sees these, one after the other."""
    waiting = iter(news)
    return lambda: next(waiting)


def a_pace(seconds: float = 0.5) -> Pace:
    """Nobody waits; every look at the time finds it so many seconds later."""
    ticks = count(0)
    return Pace(lambda: next(ticks) * seconds, lambda _seconds: None)


def test_what_changed_is_told_once_until_the_end() -> None:
    lines = list(told(seeing(RUNNING, BETTER, DONE), RUNNING, "", pace=a_pace()))

    assert lines == [
        "retry: 2000\n\n",
        f'id: {RUNNING.id}\ndata: {{"cost":9}}\n\n',
        f'id: {BETTER.id}\ndata: {{"cost":7}}\n\n',
        f'id: {DONE.id}\ndata: {{"cost":7,"state":"done"}}\n\n',
    ]


def test_news_are_written_as_every_other_answer_is() -> None:
    assert Seen.of({"name": "张三"}, ended=False).data == '{"name":"张三"}'


def test_a_watcher_who_comes_back_hears_only_news() -> None:
    lines = list(told(seeing(DONE), RUNNING, RUNNING.id, pace=a_pace()))

    assert lines == ["retry: 2000\n\n", f'id: {DONE.id}\ndata: {{"cost":7,"state":"done"}}\n\n']


def test_a_silence_is_broken_by_a_sign_of_life() -> None:
    lines = list(told(seeing(RUNNING, DONE), RUNNING, "", pace=a_pace(15)))

    assert lines[2] == ": \n\n"


def test_after_ten_minutes_a_watcher_is_sent_away() -> None:
    lines = list(told(lambda: RUNNING, RUNNING, "", pace=a_pace(61)))

    assert lines[-1] == ": \n\n"


def test_one_who_heard_the_end_is_told_to_come_no_more(app: Flask) -> None:
    with app.test_request_context(headers={"Last-Event-ID": DONE.id}):
        answer = events(lambda: DONE)

    assert answer.status_code == 204


def test_the_thirty_third_watcher_is_asked_to_wait(app: Flask) -> None:
    with app.test_request_context():
        watching = [events(lambda: RUNNING) for _ in range(32)]
        refused = events(lambda: RUNNING)
        for answer in watching:
            answer.close()
        again = events(lambda: RUNNING)
        again.close()

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert (again.status_code, again.content_type) == (200, "text/event-stream")


def test_who_was_shut_out_hears_no_more(app: Flask, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session).user_id
        secret = issue(session, CredentialKind.TOKEN, user_id=boss, now=NOW)
    with app.test_request_context(headers={"Authorization": f"Bearer {secret}"}):
        answer = watched(lambda _session, who: Seen(who.login, False))
    lines = iter(answer.response)

    heard = [next(lines), next(lines)]
    with transaction(sessions) as session:
        revoke(session, Credential.user_id == boss, now=NOW)

    assert "boss" in str(heard[1])
    assert list(lines) == []
    answer.close()
