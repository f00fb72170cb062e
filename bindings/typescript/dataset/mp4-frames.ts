// How many frames an mp4 says it has: the sample count of its only track (ISO/IEC 14496-12, 8.7.3).

const path = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsz'];

/** Frames of an mp4 with one track; undefined if the bytes are none. */
export function mp4FrameCount(file: Uint8Array): number | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let [at, end] = [0, bytes.length];
  for (const name of path) {
    let found = -1;
    while (found < 0) {
      if (at + 8 > end) return undefined;
      const length = bytes.readUInt32BE(at);
      if (length < 8 || at + length > end) return undefined;
      if (bytes.toString('latin1', at + 4, at + 8) === name) {
        found = at + 8;
        end = at + length;
      }
      at += length;
    }
    at = found;
  }
  return at + 12 <= end ? bytes.readUInt32BE(at + 8) : undefined;
}
