// npm run quality [-- WORD ...] [--engine NAME] [--build scalar|simd] [--json]: puts an engine through the tests of tests/quality at
// its default settings and prints a table; WORDs choose the tests whose name or group contains one of them. Exit code 1 if a limit
// is missed or there is no build, 2 if the words are wrong.
import { parseArgs } from 'node:util';
import { engines, loadEngine } from '../bench/peers/index.mjs';
import { groups, judge, limitOf } from '../tests/quality/index.mjs';

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', default: 'kinema' },
    build: { type: 'string', default: 'simd' },
    json: { type: 'boolean', default: false },
  },
});

function refuse(message, code = 2) {
  console.error(message);
  process.exit(code);
}

/** Three digits, in the notation that is shorter to read. */
function digits(value) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e4 ? value.toExponential(1) : value.toPrecision(3);
}

const wanted = (group, test) =>
  words.length === 0 || words.some((word) => `${group.name}: ${test.name}`.toLowerCase().includes(word.toLowerCase()));

if (!engines[options.engine]) refuse(`--engine: there is no ${options.engine}; use ${Object.keys(engines).join(', ')}`);
if (!['simd', 'scalar'].includes(options.build)) refuse(`--build: ${options.build} is neither simd nor scalar`);
const chosen = groups
  .map((group) => ({ ...group, tests: group.tests.filter((test) => wanted(group, test)) }))
  .filter((group) => group.tests.length);
if (!chosen.length) refuse(`no test's name contains ${words.join(' or ')}`);

const engine = await loadEngine(options.engine, { build: options.build }).catch(({ message }) => refuse(message, 1));
const show = options.json ? () => {} : console.log;
const width = Math.max(...chosen.flatMap((group) => group.tests.map((test) => test.name.length)));

show(`${engine.name} ${engine.version}, Node ${process.version}`);
show(`defaults: ${engine.settings}`);
show('dt 1/60 s; sleeping off unless a test says otherwise');

const results = [];
for (const group of chosen) {
  show(`\n${group.name}`);
  for (const test of group.tests) {
    const result = judge(test, engine);
    const limit = limitOf(test);
    results.push({ group: group.name, name: test.name, unit: test.unit, limit, ...result });
    const value = result.value === null ? '-' : digits(result.value);
    const verdict = { pass: 'pass', fail: 'FAIL', info: '', none: 'not there' }[result.verdict];
    const row = [test.name.padEnd(width), value.padStart(9), test.unit.padEnd(16), limit.padEnd(10), verdict];
    show(`  ${row.join('  ').trimEnd()}${result.error ? `  (${result.error})` : ''}`);
  }
}

const count = (verdict) => results.filter((result) => result.verdict === verdict).length;
const [passed, failed, absent] = ['pass', 'fail', 'none'].map(count);
const { name, version, settings } = engine;
if (options.json) {
  const report = { engine: name, version, settings, node: process.version, passed, failed, absent, tests: results };
  console.log(JSON.stringify(report, null, 2));
} else {
  console.log(`\n${passed} passed, ${failed} failed${absent ? `, ${absent} not possible with this engine` : ''}`);
}
process.exit(failed ? 1 : 0);
