// Makes the golden clips and steps the golden worlds on whichever JavaScript runtime starts it, with nothing but node:fs and
// WebAssembly: no bindings. Usage: driver.mjs MODULE.wasm INPUTS.json. Prints one line of JSON:
// { clip case: ["index state frames mask png gzip", ...], world case: ["steps state impacts snapshot events", ...] }.
import { readFileSync } from 'node:fs';

const [modulePath, inputsPath] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(modulePath));

// Bits of Stage, offsets in the Clip block, and the size of an Event: docs/abi-tables.md.
const stages = 1 | 2 | 4 | 8 | 32;
const digestOffsets = [104, 112, 120];
const fileOffsets = [76, 92];
const eventBytes = 64;

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

/** Handle of the first world of an instance. */
const WORLD = 1;

/** Opens a world, the first of its instance: each call's block is copied to where the module reads it. */
function openWorld(calls) {
  const { exports } = new WebAssembly.Instance(module, {});
  const blocks = {
    worldOpen: exports.worldDefBlock(),
    worldAddBody: exports.bodyDefBlock(),
    worldAddShape: exports.shapeDefBlock(),
    worldAddJoint: exports.jointDefBlock(),
  };
  for (const [call, bytes, ...rest] of calls) {
    new Uint8Array(exports.memory.buffer).set(Buffer.from(bytes, 'base64'), blocks[call]);
    const result = exports[call](...rest);
    if (call === 'worldOpen' ? result !== WORLD : result < 0) throw new Error(`${call} fails`);
  }
  return exports;
}

function worldLine(exports, steps) {
  check(exports.worldSnapshot(WORLD));
  const view = new DataView(exports.memory.buffer, exports.outputBlock(), 8);
  const snapshot = exports.xxh64(view.getUint32(0, true), view.getUint32(4, true), 0n);
  const events = exports.xxh64(exports.worldEvents(WORLD), exports.worldEventCount(WORLD) * eventBytes, 0n);
  const impacts = exports.worldContactCount(WORLD);
  return [steps, hex(exports.worldDigest(WORLD)), impacts, hex(snapshot), hex(events)].join(' ');
}

const { plans, worlds } = JSON.parse(readFileSync(inputsPath, 'utf8'));
const found = {};
for (const { name, plan, split, first, count } of plans) {
  const exports = open(Buffer.from(plan, 'base64'));
  found[name] = Array.from({ length: count }, (_, i) => line(exports, split, first + i));
}
for (const { name, calls, steps } of worlds) {
  const exports = openWorld(calls);
  let done = 0;
  found[name] = steps.map((until) => {
    check(exports.worldStep(WORLD, until - done));
    done = until;
    return worldLine(exports, until);
  });
}
console.log(JSON.stringify(found));
