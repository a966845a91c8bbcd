"""The service: photos in, the JSON of ``siamdesk classify`` out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request, Response, UploadFile
from fastapi.security import HTTPBearer

from siamdesk import __version__
from siamdesk.engine.guesser import DECODERS, Guesser, PreparedPhoto
from siamdesk.engine.photo_guesses import PhotoGuesses
from siamdesk.errors import ImageError
from siamdesk.serving.answers import ModelAnswer, PhotoAnswer, StateAnswer
from siamdesk.serving.batching import Batcher
from siamdesk.serving.guard import Guard, Rules
from siamdesk.serving.limits import Limits


class Service:
    """Ranks photos of many requests with one model."""

    def __init__(self, guesser: Guesser, limits: Limits) -> None:
        self.guesser = guesser
        self.limits = limits
        self.batcher = Batcher(guesser)
        self._pool = ThreadPoolExecutor(DECODERS, thread_name_prefix="decode")
        self._under_way = 0

    def start(self) -> None:
        """Begin to take photos."""
        self.batcher.start()

    def close(self) -> None:
        """Rank what is waiting, and end."""
        self._pool.shutdown()
        self.batcher.close()

    @property
    def is_ready(self) -> bool:
        """Whether a photo would be taken now."""
        return self.batcher.is_alive and self._under_way < self.limits.waiting

    async def classify(self, photos: list[UploadFile]) -> list[PhotoGuesses]:
        """Rank uploaded photos; those that can't be read come with their error.

        Raises:
            HTTPException: too many photos in this request (413), or in all of them (503).

        """
        if len(photos) > self.limits.photos:
            raise HTTPException(413, f"A request may have {self.limits.photos} photos, not more.")
        if self._under_way + len(photos) > self.limits.waiting:
            wait = {"Retry-After": "1"}
            raise HTTPException(503, "Too many photos are waiting. Try again soon.", wait)
        self._under_way += len(photos)
        try:
            return list(await asyncio.gather(*map(self._classify, photos)))
        finally:
            self._under_way -= len(photos)

    async def _classify(self, photo: UploadFile) -> PhotoGuesses:
        loop = asyncio.get_running_loop()
        prepared = await loop.run_in_executor(self._pool, self._prepare, photo)
        if isinstance(prepared, PhotoGuesses):
            return prepared
        return await asyncio.wrap_future(self.batcher.submit(prepared))

    def _prepare(self, photo: UploadFile) -> PreparedPhoto | PhotoGuesses:
        # Read here, so that no more photos are in memory than are being decoded.
        path = Path((photo.filename or "photo").replace("\0", ""))
        try:
            return self.guesser.prepare(
                photo.file.read(), path, max_pixels=self.limits.pixels, remember=False
            )
        except ImageError as error:
            return PhotoGuesses.unreadable(path, str(error))


def create_app(
    guesser: Guesser, *, limits: Limits | None = None, token: str | None = None
) -> FastAPI:
    """The ASGI application for a model; with a token, only who knows it may ask."""
    limits = limits or Limits()
    service = Service(guesser, limits)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        service.start()
        yield
        await asyncio.to_thread(service.close)

    app = FastAPI(
        title="SiamDesk",
        version=__version__,
        summary="Guesses the classes of photos.",
        lifespan=lifespan,
        # Their pages load scripts from the network; /openapi.json has all that they show.
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.include_router(_watching())
    bearer: list[Any] = [] if token is None else [Depends(HTTPBearer(auto_error=False))]
    app.include_router(_guessing(), dependencies=bearer)
    app.add_middleware(Guard, rules=Rules(limits.body, token))
    return app


def _watching() -> APIRouter:
    router = APIRouter(tags=["watching over the service"])

    @router.get("/health")
    async def health() -> StateAnswer:
        """Whether the service lives."""
        return StateAnswer(ok=True)

    @router.get("/ready", responses={503: {"model": StateAnswer}})
    async def ready(request: Request, response: Response) -> StateAnswer:
        """Whether it takes photos now; status 503 when not."""
        is_ready = _service(request).is_ready
        response.status_code = 200 if is_ready else 503
        return StateAnswer(ok=is_ready)

    return router


def _guessing() -> APIRouter:
    router = APIRouter(tags=["guesses"])

    @router.get("/model")
    async def model(request: Request) -> ModelAnswer:
        """The classes, and what the service guesses with."""
        guesser = _service(request).guesser
        return ModelAnswer(
            classes=list(guesser.model.classes),
            encoders=[e.spec.title for e in guesser.encoders],
            examples=len(guesser.examples),
            version=__version__,
        )

    @router.post("/classify", response_model=list[PhotoAnswer])
    async def classify(
        request: Request, photos: list[UploadFile], top: Annotated[int, Query(ge=1)] = 5
    ) -> list[dict[str, object]]:
        """Guess the classes of photos: one element per photo, in their order.

        A photo that can't be read comes with its `error`, and the others with their guesses.
        """
        return [found.as_json(top) for found in await _service(request).classify(photos)]

    return router


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service
