// npm run bench:reading -- [--clips N] [--rounds N] [--json]: clips a second read back from files, and made where they are read, against the study's
// mp4 in PyAV. Runs reading.py in a Python environment of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment } from '../../tests/python/environment.mjs';

const { python, missing } = pythonEnvironment({
  ci: process.env.CI === 'true',
  name: 'reading',
  requirements: 'bench/reading/requirements.txt',
});
if (missing) {
  console.error(missing);
  process.exit(1);
}
const script = fileURLToPath(new URL('reading.py', import.meta.url));
process.exit(spawnSync(python, [script, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
