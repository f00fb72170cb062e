"""Ways to get clips as uint8 (T, H, W, 3) arrays: decoders of one file, and sources that make the clips where they are read."""

import gzip
import io
import sys
import zlib
from typing import Callable, Iterator

import av
import cv2
import numpy as np
import torch
from clips import FRAMES, HEIGHT, RECIPE, ROOT, SHAPE, SPLIT, WIDTH, Clips
from isal import igzip
from PIL import Image
from zlib_ng import gzip_ng

sys.path.insert(0, str(ROOT / "examples"))
from torch_dataset import ClipDataset  # noqa: E402
from torch_stream import StreamDataset, stream  # noqa: E402

BATCH = 16

# One thread everywhere: what more of them bring, more workers bring too.
cv2.setNumThreads(1)
torch.set_num_threads(1)


def mp4_pyav(data: bytes) -> np.ndarray:
    with av.open(io.BytesIO(data)) as container:
        container.streams.video[0].codec_context.thread_count = 1
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def mp4_opencv(path: str) -> np.ndarray:
    capture = cv2.VideoCapture(path, cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
    clip = np.empty(SHAPE, np.uint8)
    for frame in clip:
        ok, image = capture.read()
        if not ok:
            raise RuntimeError(f"{path}: too few frames")
        cv2.cvtColor(image, cv2.COLOR_BGR2RGB, dst=frame)
    capture.release()
    return clip


def side_by_side(strip: np.ndarray) -> np.ndarray:
    """Frames of a strip, as a view."""
    return strip.reshape(HEIGHT, FRAMES, WIDTH, 3).swapaxes(0, 1)


def png_opencv(data: bytes) -> np.ndarray:
    return side_by_side(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB))


def png_opencv_copied(data: bytes) -> np.ndarray:
    return np.ascontiguousarray(png_opencv(data))


def png_pillow(data: bytes) -> np.ndarray:
    return side_by_side(np.asarray(Image.open(io.BytesIO(data))))


def npy_reader(decompress: Callable[[bytes], bytes]) -> Callable[[bytes], np.ndarray]:
    def read(data: bytes) -> np.ndarray:
        return np.load(io.BytesIO(decompress(data)))

    return read


def npy_told(data: bytes) -> np.ndarray:
    """The standard library's inflate with the length of the result, so that its buffer does not grow, and the array as a view of that."""
    whole = zlib.decompress(data, wbits=31, bufsize=128 + FRAMES * HEIGHT * WIDTH * 3)
    return np.frombuffer(whole, np.uint8, offset=128).reshape(SHAPE)


class Mp4Dataset(torch.utils.data.Dataset):
    """mp4s as a dataset: item i is file i, round and round."""

    def __init__(self, files: list[bytes], count: int) -> None:
        self.files, self.count = files, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> torch.Tensor:
        return torch.from_numpy(mp4_pyav(self.files[index % len(self.files)]))


def decoders(clips: Clips) -> dict[str, tuple[Callable[..., np.ndarray], list]]:
    """name: (decoder, files); the first is what the others are compared with."""
    return {
        "mp4, PyAV": (mp4_pyav, clips.mp4),
        "mp4, OpenCV": (mp4_opencv, clips.mp4_paths),
        "png, OpenCV": (png_opencv, clips.png),
        "png, OpenCV, made contiguous": (png_opencv_copied, clips.png),
        "png, Pillow": (png_pillow, clips.png),
        "npy.gz, gzip": (npy_reader(gzip.decompress), clips.npy),
        "npy.gz, zlib told the size": (npy_told, clips.npy),
        "npy.gz, zlib-ng": (npy_reader(gzip_ng.decompress), clips.npy),
        "npy.gz, isal": (npy_reader(igzip.decompress), clips.npy),
    }


def sources(clips: Clips, workers: int) -> dict[str, Callable[[int], Iterator]]:
    """name: what gives `count` clips, or batches of them, start to end."""

    def loader(dataset: torch.utils.data.Dataset, workers: int) -> Iterator:
        batch = None if isinstance(dataset, StreamDataset) else BATCH
        return iter(torch.utils.data.DataLoader(dataset, batch_size=batch, num_workers=workers))

    def in_process(count: int) -> Iterator:
        dataset = ClipDataset(clips.plan, SPLIT, count)
        return (dataset[index] for index in range(count))

    def streamed(count: int) -> Iterator:
        return stream(RECIPE, SPLIT, 0, count)

    made = {"kinema stream --as rgb24": streamed, "torch_dataset.py, in process": in_process}
    for n in (0, workers):
        made |= {
            f"DataLoader, {n} workers: mp4, PyAV": lambda count, n=n: loader(Mp4Dataset(clips.mp4, count), n),
            f"DataLoader, {n} workers: torch_stream.py": lambda count, n=n: loader(
                StreamDataset(RECIPE, SPLIT, 0, count, batch=BATCH), n
            ),
            f"DataLoader, {n} workers: torch_dataset.py": lambda count, n=n: loader(
                ClipDataset(clips.plan, SPLIT, count), n
            ),
        }
    return made
