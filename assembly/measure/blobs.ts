// Connected cores of one colour, and the pixels around them that are theirs to count.
//
// Cores are filled over four neighbours, so that discs that touch in a point stay two. A core without a pixel whose four neighbours belong
// to it is an edge or noise, and no object. Every blob then takes the pixels around it that are nearer to it than to any other, REACH
// steps far: there soft edges, blur and the chroma of 4:2:0 have their tails.

// @ts-ignore: decorator
@inline export const MOST_BLOBS: u32 = 32;
/** Steps; 4 steps reach 2.8 pixels or more in every direction. */
// @ts-ignore: decorator
@inline const REACH: u32 = 4;

/** How many pixels the list holds after the last findBlobs(), and how many of them are cores: they come first. */
export let listed: u32 = 0;
export let cores: u32 = 0;

/**
 * Fills `list` (u32 offsets in the maps, of u8[rows][pitch] with a margin of one) and `owners` (0 = none, 1 .. = the blob, 255 in the
 * margin; a row of zeros before and after, for who looks two rows away). Number of blobs, MOST_BLOBS + 1 if there are more.
 */
export function findBlobs(kinds: usize, owners: usize, pitch: u32, rows: u32, list: usize): u32 {
  memory.fill(owners - pitch, 0, <usize>pitch * (rows + 2));
  memory.fill(owners, 255, pitch);
  memory.fill(owners + <usize>pitch * (rows - 1), 255, pitch);
  for (let row: u32 = 1; row < rows; row++) store<u16>(owners + <usize>pitch * row - 1, 0xffff);
  let count: u32 = 0;
  listed = 0;
  for (let row: u32 = 1; row + 1 < rows; row++) {
    let at = row * pitch + 1;
    const end = at + pitch - 2;
    while (at < end) {
      // Eight pixels without a core at once.
      if (at + 8 <= end && load<u64>(kinds + at) == 0) {
        at += 8;
        continue;
      }
      if (load<u8>(kinds + at) && !load<u8>(owners + at)) {
        if (count == MOST_BLOBS) return MOST_BLOBS + 1;
        if (fill(kinds, owners, pitch, at, count + 1, list)) count++;
      }
      at++;
    }
  }
  cores = listed;
  let from: u32 = 0;
  for (let step: u32 = 0; step < REACH; step++) {
    const to = listed;
    for (; from < to; from++) {
      const at = load<u32>(list + (<usize>from << 2));
      const owner = load<u8>(owners + at);
      take(owners, at - pitch, owner, list);
      take(owners, at - 1, owner, list);
      take(owners, at + 1, owner, list);
      take(owners, at + pitch, owner, list);
    }
  }
  return count;
}

function take(owners: usize, at: u32, owner: u8, list: usize): void {
  if (load<u8>(owners + at)) return;
  store<u8>(owners + at, owner);
  store<u32>(list + (<usize>listed << 2), at);
  listed++;
}

/** Whether a pixel's four neighbours are of its kind. */
// @ts-ignore: decorator
@inline export function isInside(kinds: usize, pitch: u32, at: u32, kind: u8): bool {
  const p = kinds + at;
  return load<u8>(p - pitch) == kind && load<u8>(p - 1) == kind && load<u8>(p + 1) == kind && load<u8>(p + pitch) == kind;
}

/** Lists the core around a pixel; one without an inside is taken back and forgotten. */
function fill(kinds: usize, owners: usize, pitch: u32, start: u32, blob: u32, list: usize): bool {
  const first = listed;
  const kind = load<u8>(kinds + start);
  let inside = false;
  take(owners, start, <u8>blob, list);
  for (let i = first; i < listed; i++) {
    const at = load<u32>(list + (<usize>i << 2));
    inside = inside || isInside(kinds, pitch, at, kind);
    if (load<u8>(kinds + at - pitch) == kind) take(owners, at - pitch, <u8>blob, list);
    if (load<u8>(kinds + at - 1) == kind) take(owners, at - 1, <u8>blob, list);
    if (load<u8>(kinds + at + 1) == kind) take(owners, at + 1, <u8>blob, list);
    if (load<u8>(kinds + at + pitch) == kind) take(owners, at + pitch, <u8>blob, list);
  }
  if (inside) return true;
  while (listed > first) {
    listed--;
    const at = load<u32>(list + (<usize>listed << 2));
    store<u8>(owners + at, 0);
    store<u8>(kinds + at, 0);
  }
  return false;
}
