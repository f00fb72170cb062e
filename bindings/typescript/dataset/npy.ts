// The .npy format, version 1.0: magic, a Python dict that names type and shape, padded to 64 bytes, then the numbers in
// C order, little-endian. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

const littleEndianHost = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Element types that Kinema writes; `<U9` is text of 9 characters. */
export type NpyType = '|u1' | '<f4' | '<f8' | `<U${number}`;

/** Header of a .npy file. */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dict = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + dict.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, (length - 10) & 255, (length - 10) >> 8]);
  for (let i = 0; i < dict.length; i++) bytes[10 + i] = dict.charCodeAt(i);
  bytes[length - 1] = 0x0a;
  return bytes;
}

/** A whole .npy file. */
export function npyFile(
  array: Uint8Array | Float32Array | Float64Array | readonly string[],
  shape: readonly number[],
): Uint8Array {
  const [type, data] = elements(array);
  const header = npyHeader(type, shape);
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}

function elements(array: Uint8Array | Float32Array | Float64Array | readonly string[]): [NpyType, Uint8Array] {
  if (array instanceof Uint8Array) return ['|u1', array];
  if (array instanceof Float32Array) return ['<f4', littleEndianBytes(array)];
  if (array instanceof Float64Array) return ['<f8', littleEndianBytes(array)];
  return texts(array);
}

/** The numbers as little-endian bytes: a view where the host is little-endian, else a copy. */
export function littleEndianBytes(array: Float32Array | Float64Array): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  if (littleEndianHost) return bytes;
  const size = array.BYTES_PER_ELEMENT;
  return Uint8Array.from(bytes, (_, i) => bytes[i - (i % size) + size - 1 - (i % size)] as number);
}

/** NumPy's unicode arrays: UTF-32, each text padded with zeros. */
function texts(array: readonly string[]): [NpyType, Uint8Array] {
  const points = array.map((text) => Array.from(text, (c) => c.codePointAt(0) as number));
  const width = Math.max(1, ...points.map((p) => p.length));
  const view = new DataView(new ArrayBuffer(array.length * width * 4));
  for (const [row, p] of points.entries())
    for (const [i, point] of p.entries()) view.setUint32((row * width + i) * 4, point, true);
  return [`<U${width}`, new Uint8Array(view.buffer)];
}
