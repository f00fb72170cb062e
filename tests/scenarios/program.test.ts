// Expressions and programs: text to tree to bytes, and what the module computes of them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse, resolve } from '../../tools/expressions.mjs';
import { ProgramCompiler, sceneNames } from '../../tools/programs.mjs';
import { number } from '../support/numbers.js';

function compileModule() {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'kinema-program-'));
  const file = join(folder, 'program.wasm');
  const flags = '--config none --runtime stub --use abort=assembly/memory/status/onAbort --noAssert --pedantic'.split(
    ' ',
  );
  try {
    const asc = 'node_modules/assemblyscript/bin/asc.js';
    execFileSync(process.execPath, [asc, 'tests/scenarios/program-entry.ts', ...flags, '-o', file], { cwd });
    return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file))).exports as any;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const raw = compileModule();
const memory = () => new DataView(raw.memory.buffer);
const view = { left: -3, bottom: 1.5, right: 9, top: 20, interval: 0.1, frames: 32, i: 0 };
raw.set(view.left, view.bottom, view.right, view.top, view.frames, view.interval);

const factors = ['a', 'b', 'c'].map((name) => ({ name, default: 1 as number | string }));
const layout = Object.fromEntries(
  ['BodyDef', 'ShapeDef', 'JointDef'].map((name) => [name, { fields: [], size: 0, base: 0 }]),
);

/** Compiles a scene that has no bodies and puts it into the module; where its programs start. */
function load(scene: object) {
  const compiler = new ProgramCompiler(layout as any, {} as any);
  const entry = compiler.compile({ name: 'test', factors, bodies: [], scene: { bodies: [], ...scene } } as any);
  new Uint8Array(raw.memory.buffer).set(compiler.code, raw.code.value);
  compiler.numbers.forEach((value: number, i: number) => {
    memory().setFloat64(raw.numbers.value + 8 * i, value, true);
  });
  return { entry, code: compiler.code as number[] };
}

/** Puts the program that starts at `start` in front, and runs it. */
function run(loaded: ReturnType<typeof load>, start: number, values: number[], placed = 0): boolean {
  new Uint8Array(raw.memory.buffer).set(loaded.code.slice(start), raw.code.value);
  values.forEach((value, i) => {
    memory().setFloat64(raw.factors.value + 8 * i, value, true);
  });
  return Boolean(raw.runs(placed));
}

function valueIn(source: string | number, values: number[], lets = {}): number {
  const loaded = load({ let: lets, attract: { x: source, y: 0, mu: 0 } });
  assert.ok(run(loaded, loaded.entry.build, values));
  return raw.attracted();
}

type Tree = number | [string, ...any[]];

const names = ['a', 'b', 'c'];
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    number(0, 300) as fc.Arbitrary<Tree>,
    fc.integer({ min: 0, max: 400 }) as fc.Arbitrary<Tree>,
    fc.constantFrom(...names, ...sceneNames).map((name) => ['name', name] as Tree),
    fc.tuple(fc.constantFrom('negate', 'abs', 'floor', 'nearest', 'sqrt', 'sin', 'cos'), tie('tree')),
    fc.tuple(fc.constantFrom('+', '-', '*', '/', '<', '<=', '==', 'min', 'max'), tie('tree'), tie('tree')),
    fc.tuple(fc.constant('select'), tie('tree'), tie('tree'), tie('tree')),
  ) as fc.Arbitrary<Tree>,
})).tree;

const signs = ['+', '-', '*', '/', '<', '<=', '=='];

function text(tree: Tree): string {
  if (typeof tree === 'number') return String(tree);
  const [operator, ...rest] = tree;
  if (operator === 'name') return rest[0];
  const parts = rest.map(text);
  if (operator === 'negate') return `-(${parts[0]})`;
  if (operator === 'select') return `((${parts[0]}) ? ${parts[1]} : ${parts[2]})`;
  return signs.includes(operator) ? `(${parts[0]} ${operator} ${parts[1]})` : `${operator}(${parts})`;
}

/** Ties go to the even number. */
function nearest(x: number): number {
  const low = Math.floor(x);
  const rest = x - low;
  if (rest !== 0.5) return rest < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}

const compute: Record<string, (...values: number[]) => number> = {
  '+': (a, b) => a! + b!,
  '-': (a, b) => a! - b!,
  '*': (a, b) => a! * b!,
  '/': (a, b) => a! / b!,
  '<': (a, b) => Number(a! < b!),
  '<=': (a, b) => Number(a! <= b!),
  '==': (a, b) => Number(a! === b!),
  negate: (a) => 0 - a!,
  abs: Math.abs,
  floor: Math.floor,
  nearest,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  min: Math.min,
  max: Math.max,
  select: (condition, yes, no) => (condition ? yes! : no!),
};

function evaluate(tree: Tree, values: Record<string, number>): number {
  if (typeof tree === 'number') return tree;
  const [operator, ...rest] = tree;
  if (operator === 'name') return values[rest[0]] as number;
  return (compute[operator] as (...v: number[]) => number)(...rest.map((part) => evaluate(part, values)));
}

const has = (tree: Tree, wanted: string[]): boolean =>
  Array.isArray(tree) && (wanted.includes(tree[0]) || tree.slice(1).some((part) => has(part, wanted)));

const test = suite('programs');

test('an expression is its own tree again', () => {
  fc.assert(fc.property(trees, (tree) => assert.equal(parse(text(tree)), tree)));
});

test('the module computes what an expression says, constants folded or not', () => {
  fc.assert(
    fc.property(trees, fc.tuple(number(-9, 9), number(-9, 9), number(-9, 9)), (tree, values) => {
      const known = { ...view, ...Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
      const expected = evaluate(tree, known);
      const found = valueIn(text(tree), values);
      // Sine and cosine are the module's own; what is chosen or rounded by them may differ altogether.
      if (!has(tree, ['sin', 'cos']))
        assert.ok(Object.is(found + 0, expected + 0), `${text(tree)}: ${found}, not ${expected}`);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(number(-1e4, 1e4), (x) => {
      assert.ok(Math.abs(valueIn('sin(a)', [x, 0, 0]) - Math.sin(x)) < 1e-15);
      assert.ok(Math.abs(valueIn('cos(a)', [x, 0, 0]) - Math.cos(x)) < 1e-15);
    }),
  );
});

test('what stands under let is put in its place', () => {
  assert.is(valueIn('twice + 1', [3, 0, 0], { twice: 'a * half * 4', half: '0.5' }), 7);
  assert.is(valueIn('pi', [0, 0, 0]), Math.PI);
  assert.is(valueIn('#ff8000', [0, 0, 0]), 0xff8000);
});

test('draws are even in [0, 1), each its own', () => {
  const values = Array.from({ length: 500 }, (_, i) => valueIn(`uniform(${i % 4}, ${Math.floor(i / 4)})`, [0, 0, 0]));
  assert.is(new Set(values).size, 500);
  assert.ok(values.every((value) => value >= 0 && value < 1));
  const mean = values.reduce((sum, value) => sum + value) / 500;
  assert.ok(Math.abs(mean - 0.5) < 0.05, `mean ${mean}`);
});

test('requirements: all of them, and of placed factors only where they are given', () => {
  const loaded = load({ require: ['a - 1', 'b - a'] });
  assert.ok(run(loaded, loaded.entry.require, [1, 2, 0]));
  assert.not(run(loaded, loaded.entry.require, [0.9, 2, 0]));
  assert.not(run(loaded, loaded.entry.require, [1, 0.9, 0]));
  factors[2]!.default = 'placed';
  const placing = load({ require: ['1 - c'], place: { c: ['a', 'b'] } });
  assert.ok(run(placing, placing.entry.require, [0, 1, 9], 4), 'c is placed');
  assert.not(run(placing, placing.entry.require, [0, 1, 9], 0), 'c is given');
  assert.not(run(placing, placing.entry.require, [1, 0, 0], 4), 'no room for c');
  assert.ok(run(placing, placing.entry.require, [1, 0, 0], 0), 'c needs none');
  assert.ok(run(placing, placing.entry.place, [3, 5, -1], 4));
  const c = memory().getFloat64(raw.factors.value + 16, true);
  assert.ok(c >= 3 && c < 5, `placed at ${c}`);
  factors[2]!.default = 1;
});

test('what is wrong is named', () => {
  for (const [source, message] of [
    ['a +', 'it ends too early'],
    ['a + ?', '? stands in the wrong place'],
    ['(a', ') is missing'],
    ['a b', 'stands in the wrong place'],
    ['a $ b', 'is no part of an expression'],
    ['power(a, 2)', 'there is no function power'],
    ['min(a)', 'min takes 2 numbers'],
    ['q', 'there is no factor q'],
  ] as const)
    assert.throws(
      () => load({ attract: { x: source, y: 0, mu: 0 } }),
      (error: Error) => {
        assert.match(error.message, 'scene of test: ');
        assert.match(error.message, message);
        return true;
      },
    );
});

test('names that are not known stay in a tree', () => {
  assert.equal(
    resolve(parse('x + 2 * 3'), () => undefined),
    ['+', ['name', 'x'], 6],
  );
});

test.run();
