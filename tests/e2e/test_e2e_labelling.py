"""Labelling with the keyboard: real keys into the real app, read back from the project on disk."""

from desk import App, examples, wait_for_guesses


def test_accept_correct_undo_and_undo_after_a_restart(app: App) -> None:
    before = wait_for_guesses(app)
    inbox = [p.id for p in before.photos if p.class_id is None]
    second = before.classes[1].id
    app.press("Home", "2")
    app.until("a correction by key", lambda s: s.photo(inbox[0]).class_id == second)
    app.press("ctrl+z")
    app.until("an undo", lambda s: s.photo(inbox[0]).class_id is None)
    app.press("ctrl+shift+z")
    app.until("a redo", lambda s: s.photo(inbox[0]).class_id == second)
    app.quit()
    app.start()
    app.until(
        "an undo across the restart",
        lambda s: s.photo(inbox[0]).class_id is None,
        doing=lambda: app.press("ctrl+z") if examples(app.snapshot()) > 35 else None,
    )


def test_a_frame_selects_photos_and_a_drag_gives_them_a_class(app: App) -> None:
    before = app.snapshot()
    inbox = [p.id for p in before.photos if p.class_id is None]
    third = before.classes[2].id
    app.desk.sweep((412, 260), (640, 450))  # from between the first two photos of four in a row
    app.desk.drag((app.title, 484, 230), (app.title, 90, 239))
    after = app.until("a class for four photos", lambda s: examples(s) == 39)
    assert [p.id for p in after.photos if p.class_id == third and p.id in inbox] == [
        inbox[place] for place in (1, 2, 5, 6)
    ]
    app.press("ctrl+z")
    app.until("one undo for all of them", lambda s: examples(s) == 35)


def test_accepting_all_sure_guesses_is_one_step(app: App) -> None:
    wait_for_guesses(app)
    app.open("Accept all guesses above…", "shift+Return")
    app.desk.keys("Return")
    many = app.until("many accepted", lambda s: examples(s) > 40)
    assert many.undo_text is not None
    app.press("ctrl+z")
    app.until("one undo takes all back", lambda s: examples(s) == 35)


def test_labelling_in_the_loupe_and_a_note(app: App) -> None:
    before = wait_for_guesses(app)
    inbox = [p.id for p in before.photos if p.class_id is None]
    app.press("Home", "space", "3", "Escape")
    third = before.classes[2].id
    app.until("a class given in the loupe", lambda s: s.photo(inbox[0]).class_id == third)
    app.press("Home", "n")
    app.desk.write("edge chipped")
    app.desk.keys("Return")
    app.until("a note", lambda s: any(p.note == "edge chipped" for p in s.photos))


def test_the_history_goes_back_and_the_trail_is_kept(app: App) -> None:
    before = wait_for_guesses(app)
    app.press("Home", "1")
    app.until("the first correction", lambda s: examples(s) == 36)
    app.press("Home", "1")
    app.until("the second correction", lambda s: examples(s) == 37)
    app.open("History", "ctrl+h")
    app.desk.keys("Down", "Down", "Return")
    after = app.until("the state before both", lambda s: examples(s) == 35)
    assert after.redo_text is not None
    assert after.revision > before.revision
