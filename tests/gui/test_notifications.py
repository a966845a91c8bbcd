import pytest
from living_windows import OpenWindow
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from siamdesk.gui.actions.action import ActionId
from siamdesk.gui.parts.banner import Notice, NoticeKind
from siamdesk.gui.session.activity import Activity
from siamdesk.gui.window.notifications import LONG_S, LongWork, Notifications

DONE = Notice(NoticeKind.SUCCESS, "Added 500 photos.")


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(qapp, clock: Clock) -> LongWork:
    return LongWork(clock=clock)


@pytest.fixture
def told(work: LongWork) -> list[Notice]:
    heard: list[Notice] = []
    work.ended.connect(heard.append)
    return heard


def test_the_notice_after_long_work_is_told(work: LongWork, clock: Clock, told: list[Notice]):
    work.follow(Activity("adding", "Adding photo 1 of 500"))
    clock.now += LONG_S + 1
    work.follow(Activity("adding", "Adding photo 500 of 500", 1.0))
    work.follow(None)
    clock.now += 0.2
    work.hear(DONE)
    assert told == [DONE]


def test_the_notice_that_comes_just_before_the_end_is_told(work, clock, told):
    work.follow(Activity("7", "Exporting"))
    clock.now += LONG_S
    work.hear(DONE)
    assert told == [DONE]


def test_short_work_is_not_told(work, clock, told):
    work.follow(Activity("adding", "Adding photos"))
    clock.now += LONG_S / 2
    work.follow(None)
    work.hear(DONE)
    assert not told


def test_a_notice_long_after_the_work_has_nothing_to_do_with_it(work, clock, told):
    work.follow(Activity("adding", "Adding photos"))
    clock.now += LONG_S
    work.follow(None)
    clock.now += 30
    work.hear(DONE)
    assert not told


def test_work_that_was_out_of_sight_for_a_while_counts_from_its_beginning(work, clock, told):
    work.follow(Activity("5", "Fine-tuning"))
    clock.now += LONG_S / 2
    work.follow(Activity("6", "Learning"))
    clock.now += LONG_S / 2
    work.follow(Activity("5", "Fine-tuning"))
    work.hear(DONE)
    assert told == [DONE]


def test_two_short_works_in_a_row_are_not_one_long_work(work, clock, told):
    for _ in range(2):
        work.follow(Activity("adding", "Adding photos"))
        clock.now += LONG_S * 0.6
        work.follow(None)
        clock.now += 3
    work.follow(Activity("adding", "Adding photos"))
    work.follow(None)
    work.hear(DONE)
    assert not told


def test_the_switch_in_the_menu_is_remembered(opened_window: OpenWindow, settings):
    assert settings.notifications
    window, _ = opened_window(None)
    action = window.actions_by_id[ActionId.NOTIFY]
    assert action.isChecked()
    action.trigger()
    assert not settings.notifications
    other, _ = opened_window(None)
    assert not other.actions_by_id[ActionId.NOTIFY].isChecked()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_import_that_ends_is_heard_by_the_window_behind(
    opened_window: OpenWindow, project_path, photo_folder, qtbot: QtBot
):
    window, session = opened_window(project_path)
    (notifications,) = window.findChildren(Notifications)
    clock = Clock()
    notifications.long_work._clock = clock

    def pass_time(activity: Activity | None) -> None:
        clock.now += LONG_S if activity is not None else 0

    session.activity_changed.connect(pass_time)
    beside = QWidget()
    qtbot.addWidget(beside)
    beside.show()
    beside.activateWindow()
    qtbot.waitActive(beside)
    with qtbot.waitSignal(notifications.long_work.ended, timeout=10_000) as ended:
        session.add_to([photo_folder / "loose 1.png"], None)
    assert ended.args[0].text == "Added 1 photo."
