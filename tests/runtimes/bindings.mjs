// The golden digests by the bindings under Node, Bun or Deno. Usage: bindings.mjs BUILD INPUTS.json, where BUILD is simd, scalar or
// fallback: as for everybody who names none, on an engine without SIMD. Prints one line of JSON, as driver.mjs does.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { hasSimd, loadKinema } from '../../dist/index.js';
import { goldenLines } from './golden-lines.mjs';

const [build, inputsPath] = process.argv.slice(2);
if (build === 'fallback' && hasSimd()) throw new Error('this engine has SIMD');
const kinema = await loadKinema(build === 'fallback' ? {} : { build });
console.log(JSON.stringify(goldenLines(kinema, JSON.parse(readFileSync(inputsPath, 'utf8')))));
