"""One run of `siamdesk classify`: photos in, guesses out, and what is done with each photo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from rich.markup import escape

from siamdesk.cli.cluster import ClusterWish, guess_on_cluster, need_cluster, need_no_frozen
from siamdesk.cli.console import count, say
from siamdesk.cli.counting import counted
from siamdesk.cli.files import absolute, free_place, is_special, make_folder, quoted, whole_file
from siamdesk.cli.guesses import GuessFormat, output, print_guesses_live, write_guesses
from siamdesk.cli.learning import learn_or_fail
from siamdesk.cli.live import arrivals, stoppable
from siamdesk.cli.parquet import need_parquet, write_parquet
from siamdesk.cli.sorting import RECORD_NAME, SortBy, Sorter, Sorting
from siamdesk.cli.unfinished import UnfinishedRun
from siamdesk.engine.photo_guesses import PhotoGuesses
from siamdesk.errors import ImageError
from siamdesk.images.files import find_photos
from siamdesk.project.names import folder_names

if TYPE_CHECKING:
    from siamdesk.engine.engine import Engine
    from siamdesk.engine.guesser import Guesser


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    paths: tuple[Path, ...]
    top: int
    format: GuessFormat
    out: Path | None = None
    resume: bool | None = None
    heatmaps: Path | None = None
    sorting: Sorting | None = None
    watch: bool = False
    cluster: ClusterWish | None = None

    @property
    def target_folders(self) -> tuple[Path, ...]:
        """Folders that the run fills itself: what lies there is not looked at."""
        sorting = None if self.sorting is None else self.sorting.folder
        return tuple(folder for folder in (self.heatmaps, sorting) if folder is not None)


@dataclass(slots=True)
class ClassifyRun:
    """Carries a wish out with the model of a project.

    Each photo passes four hands, one after the other: it is ranked, drawn, written down and
    sorted. Written down before it is sorted: a run that is gone on with sorts what was written
    down and nothing twice, and no photo moves away before its guesses are on disk.
    """

    engine: Engine
    wish: Wish
    unreadable: int = field(default=0, init=False)
    unfinished: UnfinishedRun | None = field(default=None, init=False)

    def carry_out(self) -> int:
        """Do all of it; returns how many photos could not be read."""
        from siamdesk.engine.guesser import Guesser

        wish = self.wish
        if wish.format is GuessFormat.PARQUET:
            need_parquet()
        if wish.cluster is not None:
            need_cluster()
            need_no_frozen(wish.cluster, [e.spec for e in self.engine.encoders.embedder.encoders])
        with ExitStack() as closing:
            self._make_folders()
            if wish.out is not None and not is_special(wish.out):
                self.unfinished = self._begin(wish.out)
                closing.callback(_stop_here, self.unfinished)
            learn_or_fail(self.engine)
            guesser = Guesser.of(self.engine)
            sorter = self._sorter()
            if self.unfinished is not None and sorter is not None:
                for path, photo in self.unfinished.guesses():
                    self._sort(sorter, path, photo)
            if wish.watch:
                stop = closing.enter_context(stoppable())
                found = self._watched(guesser, stop)
            else:
                found = self._ranked(guesser)
            self._hand_out(self._used(found, sorter))
            if sorter is not None:
                _tell_sorted(sorter)
        return self.unreadable

    def _make_folders(self) -> None:
        wish = self.wish
        if wish.heatmaps is not None:
            make_folder(wish.heatmaps)
        if wish.sorting is not None and not wish.sorting.dry_run:
            make_folder(wish.sorting.folder)

    def _begin(self, out: Path) -> UnfinishedRun:
        from siamdesk.engine.guesser import state_of

        sorting = self.wish.sorting
        about: dict[str, str | int | None] = {
            "the project": state_of(self.engine),
            "PATH": "\n".join(map(absolute, self.wish.paths)),
            "--top": self.wish.top,
            "--sort-into": None if sorting is None else absolute(sorting.folder),
            "--sort-by": None if sorting is None else sorting.by.value,
            "--dry-run": None if sorting is None else sorting.dry_run,
        }
        record = "" if sorting is None else absolute(free_place(sorting.folder, RECORD_NAME))
        begun = UnfinishedRun.open(out, about, resume=self.wish.resume, notes={"record": record})
        if begun.done:
            say(f"Going on after {count(begun.done, 'photo')}.")
        return begun

    def _sorter(self) -> Sorter | None:
        sorting = self.wish.sorting
        if sorting is None:
            return None
        record = free_place(sorting.folder, RECORD_NAME)
        if self.unfinished is not None:
            record = Path(self.unfinished.notes["record"])
        return Sorter(sorting, folder_names(self.engine.class_names()), record)

    def _ranked(self, guesser: Guesser) -> Iterator[PhotoGuesses]:
        photos = self._photos()
        done = 0 if self.unfinished is None else self.unfinished.done
        found = guesser.guess_files(photos)
        if self.wish.cluster is not None:
            from siamdesk.engine.parcel import Parcel

            found = guess_on_cluster(Parcel.of(self.engine), photos, self.wish.cluster)
        return counted(found, len(photos), already=done)

    def _photos(self) -> list[Path]:
        """The photos that are to be ranked, each once."""
        photos: dict[Path, None] = {}
        for path in self.wish.paths:
            found = find_photos(path)
            if not found:
                say(f"[yellow]No photos[/] found in {escape(str(path))}.")
            photos |= dict.fromkeys(found)
        foreign = [photo for photo in photos if self._is_foreign(photo)]
        if photos and not foreign:
            say(
                "[yellow]No photos[/] but those in folders that this run fills itself, which are "
                "passed over. Choose another folder for --sort-into or --heatmaps."
            )
        done = set() if self.unfinished is None else self.unfinished.done_photos()
        return [photo for photo in foreign if absolute(photo) not in done]

    def _is_foreign(self, photo: Path) -> bool:
        """Whether it was not put there by this run or one like it."""
        place = Path(absolute(photo))
        return not any(place.is_relative_to(absolute(f)) for f in self.wish.target_folders)

    def _watched(self, guesser: Guesser, stop: Event) -> Iterator[PhotoGuesses]:
        done = set() if self.unfinished is None else self.unfinished.done_photos()

        def is_wanted(photo: Path) -> bool:
            if absolute(photo) in done:
                done.remove(absolute(photo))  # it is told again when it changes, and counts then
                return False
            return self._is_foreign(photo)

        say("Watching; Ctrl+C ends.")
        for photos in arrivals(self.wish.paths, stop, is_wanted=is_wanted):
            for found in guesser.guess_files(photos):
                yield found
                if stop.is_set():
                    return

    def _used(self, found: Iterable[PhotoGuesses], sorter: Sorter | None) -> Iterator[PhotoGuesses]:
        """Pass guesses on, each after all was done with its photo that is wished."""
        for photo in found:
            if photo.error is not None:
                self.unreadable += 1
                say(f"[yellow]Unreadable[/] {escape(photo.error)}")
            elif self.wish.heatmaps is not None:
                self._draw(photo, self.wish.heatmaps)
            if self.unfinished is not None:
                self.unfinished.add(photo, top=self.wish.top)
            if sorter is not None:
                self._sort(sorter, photo.path, photo)
            yield photo

    def _draw(self, photo: PhotoGuesses, folder: Path) -> None:
        from siamdesk.cli.heatmaps import draw_heatmap

        draw_heatmap(self.engine, photo.path, photo.guesses, folder, name=photo.path.stem)

    def _sort(self, sorter: Sorter, path: Path, photo: PhotoGuesses) -> None:
        if photo.error is not None:
            return
        try:
            sorter.sort(path, photo.guesses[0].class_name)
        except ImageError as error:
            self.unreadable += 1
            say(f"[yellow]Not sorted[/] {escape(str(error))}")

    def _hand_out(self, found: Iterator[PhotoGuesses]) -> None:
        wish = self.wish
        if self.unfinished is not None:
            for _ in found:
                pass  # each was written down when it came
            _write_file(self.unfinished, wish)
        elif wish.watch and wish.format is GuessFormat.TABLE:
            print_guesses_live(found, top=min(wish.top, 2))
        else:
            with output(wish.out) as stream:
                write_guesses(found, wish.format, stream, top=wish.top)


def _write_file(run: UnfinishedRun, wish: Wish) -> None:
    """Make the file that was asked for of a run that has come to its end."""
    if wish.out is None:
        return
    found = (photo for _, photo in run.guesses())
    if wish.format is GuessFormat.PARQUET:
        with whole_file(wish.out) as path:
            write_parquet(found, path, top=wish.top)
    else:
        with output(wish.out) as stream:
            write_guesses(found, wish.format, stream, top=wish.top)
    run.remove()


def _stop_here(unfinished: UnfinishedRun) -> None:
    unfinished.close()
    if unfinished.path.exists():
        say(
            f"{count(unfinished.done, 'photo')} done; add --resume to the same command to go on "
            "from there."
        )


def _tell_sorted(sorter: Sorter) -> None:
    wish = sorter.wish
    verbs = {SortBy.COPY: "copied", SortBy.MOVE: "moved", SortBy.LINK: "linked"}
    for folder, number in sorted(sorter.sorted.items()):
        place = escape(str(wish.folder / folder))
        would = "would be " if wish.dry_run else ""
        say(f"{count(number, 'photo')} {would}{verbs[wish.by]} to {place}")
    if sorter.record.exists() and not wish.dry_run:
        say(f"To undo: siamdesk undo-sorting {escape(quoted(sorter.record))}")
