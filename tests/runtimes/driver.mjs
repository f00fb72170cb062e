// Makes the golden clips on whichever JavaScript runtime starts it, with nothing but node:fs and WebAssembly: no bindings.
// Usage: driver.mjs MODULE.wasm PLANS.json. Prints one line of JSON: { case: ["index state frames mask png gzip", ...] }.
import { readFileSync } from 'node:fs';

const [modulePath, plansPath] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(modulePath));

// Bits of Stage and offsets in the Clip block: docs/abi-tables.md.
const stages = 1 | 2 | 4 | 8 | 32;
const digestOffsets = [104, 112, 120];
const fileOffsets = [76, 92];

const hex = (value) => BigInt.asUintN(64, value).toString(16).padStart(16, '0');

function check(code) {
  if (code !== 0) throw new Error(`the module fails with code ${code}`);
}

function open(bytes) {
  const { exports } = new WebAssembly.Instance(module, {});
  const pointer = exports.reserve(bytes.length);
  new Uint8Array(exports.memory.buffer).set(bytes, pointer);
  check(exports.planOpen(pointer, bytes.length));
  return exports;
}

function line(exports, split, index) {
  check(exports.clip(split, index, stages));
  const view = new DataView(exports.memory.buffer);
  const block = exports.clipBlock();
  const digests = digestOffsets.map((offset) => view.getBigUint64(block + offset, true));
  const files = fileOffsets.map((offset) =>
    exports.xxh64(view.getUint32(block + offset, true), view.getUint32(block + offset + 4, true), 0n),
  );
  return [index, ...[...digests, ...files].map(hex)].join(' ');
}

const found = {};
for (const { name, plan, split, first, count } of JSON.parse(readFileSync(plansPath, 'utf8'))) {
  const exports = open(Buffer.from(plan, 'base64'));
  found[name] = Array.from({ length: count }, (_, i) => line(exports, split, first + i));
}
console.log(JSON.stringify(found));
