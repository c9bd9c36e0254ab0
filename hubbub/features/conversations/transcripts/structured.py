"""A transcript as JSON, of a shape that programs can rely on."""

from collections.abc import AsyncGenerator, AsyncIterable

from hubbub.features.conversations.shapes import Item
from hubbub.features.conversations.transcripts.shapes import Head, written, written_head
from hubbub.kernel.answers import encode


async def as_json(head: Head, chunks: AsyncIterable[list[Item]]) -> AsyncGenerator[bytes]:
    """One document, part by part. Only what came to its end has `complete`, and is JSON at all."""
    yield encode(written_head(head))[:-1] + b',"items":['
    is_first = True
    async for items in chunks:
        if items:
            lines = b",\n".join(encode(written(item, head.zone)) for item in items)
            yield lines if is_first else b",\n" + lines
            is_first = False
    yield b'],"complete":true}\n'
