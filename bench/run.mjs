// npm run bench: every suite of this folder, one after the other. Quote medians of several runs; machines are noisy.
import { readdirSync } from 'node:fs';
import os from 'node:os';

console.log(`${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.version}`);
for (const file of readdirSync(new URL('.', import.meta.url)).sort()) {
  if (file.endsWith('.bench.mjs')) await (await import(new URL(file, import.meta.url).href)).default();
}
