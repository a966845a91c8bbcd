"""Random edits against a model in plain Python: a list of states with a cursor."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from project_photos import make_photos

from siamdesk.errors import ClassNameError
from siamdesk.images.framing import WHOLE, Framing, Region
from siamdesk.project.store import Project

FILES = 8
REGIONS = [None, WHOLE, Region(0, 0, 0.5, 0.5), Region(0.2, 0.2, 0.8, 0.8)]
NAMES = ["scratch", "Scratch", "dent", "ตำหนิ", "ok", "OK", "crack"]


@dataclass(frozen=True)
class State:
    """Classes by name in order, and the class of each photo (by file number) in order of adding.

    The region of the project, and those that photos (by file number) have of their own.
    """

    classes: tuple[str, ...] = ()
    photos: tuple[tuple[int, str | None], ...] = ()
    region: Region | None = None
    own: tuple[tuple[int, Region], ...] = ()

    def named(self, name: str) -> str | None:
        return next((c for c in self.classes if c.casefold() == name.casefold()), None)


@dataclass
class Model:
    states: list[State] = field(default_factory=lambda: [State()])
    at: int = 0

    @property
    def now(self) -> State:
        return self.states[self.at]

    def edit(self, state: State) -> None:
        self.states[self.at + 1 :] = [state]
        self.at += 1


class EditsAndUndo(RuleBasedStateMachine):
    @initialize()
    def start(self):
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.files = make_photos(folder / "camera", FILES)
        self.path = folder / "p.siam"
        self.project = Project.create(self.path)
        self.model = Model()
        self.revision = 0
        self.happenings = 0

    def teardown(self):
        self.project.close()
        self.stack.close()

    def ids(self, numbers):
        by_name = {photo.name: photo.id for photo in self.project.snapshot().photos}
        return [by_name[f"p{number}.png"] for number in numbers]

    def edited(self, state: State) -> None:
        if state != self.model.now:
            self.model.edit(state)
            self.happenings += 1

    @rule(
        numbers=st.lists(st.integers(0, FILES - 1), min_size=1, max_size=3),
        name=st.none() | st.sampled_from(NAMES),
    )
    def add_photos(self, numbers, name):
        now = self.model.now
        there = {number for number, _ in now.photos}
        new = [number for number in dict.fromkeys(numbers) if number not in there]
        report = self.project.add_photos([self.files[n] for n in numbers], class_name=name)
        assert len(report.added) == len(new)
        assert len(report.duplicates) == len(numbers) - len(new)
        target = None if name is None else now.named(name) or name
        classes = now.classes
        if new and target is not None and target not in classes:
            classes = (*classes, target)
        photos = (*now.photos, *((number, target) for number in new))
        # A photo that was removed and comes again is another one.
        own = tuple(pair for pair in now.own if pair[0] not in new)
        self.edited(replace(now, classes=classes, photos=photos, own=own))

    @rule(name=st.sampled_from(NAMES))
    def add_class(self, name):
        now = self.model.now
        if now.named(name):
            try:
                self.project.add_class(name)
            except ClassNameError:
                return
            raise AssertionError("a taken name was accepted")
        self.project.add_class(name)
        self.edited(replace(now, classes=(*now.classes, name)))

    @precondition(lambda self: self.model.now.classes)
    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def rename_class(self, data, name):
        now = self.model.now
        old = data.draw(st.sampled_from(now.classes))
        class_id = self.project.class_by_name(old).id
        if now.named(name) not in (None, old):
            return
        self.project.rename_class(class_id, name)
        self.edited(
            replace(
                now,
                classes=tuple(name if c == old else c for c in now.classes),
                photos=tuple((n, name if c == old else c) for n, c in now.photos),
            )
        )

    @precondition(lambda self: len(self.model.now.classes) > 1)
    @rule(data=st.data())
    def merge_classes(self, data):
        now = self.model.now
        old, into = data.draw(st.permutations(now.classes))[:2]
        ids = [self.project.class_by_name(name).id for name in (old, into)]
        self.project.merge_classes(*ids)
        self.edited(
            replace(
                now,
                classes=tuple(c for c in now.classes if c != old),
                photos=tuple((n, into if c == old else c) for n, c in now.photos),
            )
        )

    @precondition(lambda self: self.model.now.classes)
    @rule(data=st.data())
    def delete_class(self, data):
        now = self.model.now
        old = data.draw(st.sampled_from(now.classes))
        self.project.delete_class(self.project.class_by_name(old).id)
        self.edited(
            replace(
                now,
                classes=tuple(c for c in now.classes if c != old),
                photos=tuple((n, None if c == old else c) for n, c in now.photos),
            )
        )

    @precondition(lambda self: self.model.now.classes)
    @rule(data=st.data(), place=st.integers(0, len(NAMES)))
    def move_class(self, data, place):
        now = self.model.now
        moved = data.draw(st.sampled_from(now.classes))
        self.project.move_class(self.project.class_by_name(moved).id, place)
        rest = [c for c in now.classes if c != moved]
        self.edited(replace(now, classes=(*rest[:place], moved, *rest[place:])))

    @precondition(lambda self: self.model.now.photos)
    @rule(data=st.data())
    def set_class(self, data):
        now = self.model.now
        moved = set(data.draw(st.lists(st.sampled_from([n for n, _ in now.photos]), max_size=4)))
        target = data.draw(st.sampled_from([None, *now.classes]))
        class_id = None if target is None else self.project.class_by_name(target).id
        self.project.set_class(self.ids(moved), class_id)
        photos = tuple((n, target if n in moved else c) for n, c in now.photos)
        self.edited(replace(now, photos=photos))

    @precondition(lambda self: self.model.now.photos)
    @rule(data=st.data())
    def set_classes(self, data):
        now = self.model.now
        targets = st.sampled_from([None, *now.classes])
        names = st.sampled_from([n for n, _ in now.photos])
        moves = data.draw(st.dictionaries(names, targets, max_size=4))
        class_ids = {
            photo_id: None if moves[name] is None else self.project.class_by_name(moves[name]).id
            for name in moves
            for photo_id in self.ids([name])
        }
        self.project.set_classes(class_ids)
        self.edited(replace(now, photos=tuple((n, moves.get(n, c)) for n, c in now.photos)))

    @precondition(lambda self: self.model.now.photos)
    @rule(data=st.data())
    def remove_photos(self, data):
        now = self.model.now
        gone = set(data.draw(st.lists(st.sampled_from([n for n, _ in now.photos]), max_size=3)))
        self.project.remove_photos(self.ids(gone))
        self.edited(replace(now, photos=tuple(p for p in now.photos if p[0] not in gone)))

    @rule(region=st.sampled_from(REGIONS), everywhere=st.booleans())
    def set_project_framing(self, region, everywhere):
        now = self.model.now
        there = {number for number, _ in now.photos}
        self.project.set_project_framing(Framing(region), everywhere=everywhere)
        own = tuple(pair for pair in now.own if not (everywhere and pair[0] in there))
        self.edited(replace(now, region=region, own=own))

    @precondition(lambda self: self.model.now.photos)
    @rule(data=st.data(), region=st.sampled_from(REGIONS))
    def set_framing(self, data, region):
        now = self.model.now
        number = data.draw(st.sampled_from([n for n, _ in now.photos]))
        (photo_id,) = self.ids([number])
        self.project.set_framing({photo_id: Framing(region)})
        own = dict(now.own)
        own.pop(number, None)
        if region is not None:
            own[number] = region
        self.edited(replace(now, own=tuple(sorted(own.items(), key=itemgetter(0)))))

    @rule()
    def undo(self):
        edit = self.project.undo()
        assert (edit is None) == (self.model.at == 0)
        if edit is not None:
            self.model.at -= 1
            self.happenings += 1

    @rule()
    def redo(self):
        edit = self.project.redo()
        assert (edit is None) == (self.model.at == len(self.model.states) - 1)
        if edit is not None:
            self.model.at += 1
            self.happenings += 1

    @rule(data=st.data())
    def go_to(self, data):
        at = data.draw(st.integers(0, len(self.model.states) - 1))
        ids = [0, *(edit.id for edit in self.project.history())]
        assert self.project.go_to(ids[at]) == abs(at - self.model.at)
        self.happenings += abs(at - self.model.at)
        self.model.at = at

    @rule()
    def restart(self):
        self.project.close()
        self.project = Project.open(self.path)

    @rule()
    def clean_up(self):
        self.project.clean_up()

    @invariant()
    def the_project_is_as_the_model_says(self):
        snapshot = self.project.snapshot()
        names = {c.id: c.name for c in snapshot.classes}
        assert tuple(names.values()) == self.model.now.classes
        assert [c.position for c in snapshot.classes] == list(range(len(names)))
        photos = tuple((int(p.name[1:-4]), names.get(p.class_id)) for p in snapshot.photos)
        assert sorted(photos) == sorted(self.model.now.photos)
        own = dict(self.model.now.own)
        for photo in snapshot.photos:
            expected = own.get(int(photo.name[1:-4])) or self.model.now.region
            assert photo.framing.region == expected
        assert [p.id for p in snapshot.photos] == sorted(p.id for p in snapshot.photos)
        assert all(p.path.is_file() for p in snapshot.photos)
        assert all(p.class_id is None or p.class_id in names for p in snapshot.photos)

    @invariant()
    def the_history_is_as_the_model_says(self):
        history = self.project.history()
        expected = [False] * self.model.at
        expected += [True] * (len(self.model.states) - 1 - self.model.at)
        assert [edit.undone for edit in history] == expected
        snapshot = self.project.snapshot()
        done = [edit.text for edit in history if not edit.undone]
        undone = [edit.text for edit in history if edit.undone]
        assert snapshot.undo_text == (done[-1] if done else None)
        assert snapshot.redo_text == (undone[0] if undone else None)
        assert len(self.project.trail()) == self.happenings == snapshot.revision


EditsAndUndo.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestEditsAndUndo = EditsAndUndo.TestCase
