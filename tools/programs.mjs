// Scenes of the catalogue to the programs that the module runs (assembly/scenarios/program.ts).
//
// A program is a row of bytes: an operation, then what it needs. Operations that compute work on a stack of f64; the others fill the
// definitions of a body, a shape or a joint and add it. Four programs a scenario: what is required, where placed factors go, what is
// conserved, and what is built.

import { parse, resolve } from './expressions.mjs';

/** Operations in the order of their numbers. */
export const operations = [
  'End',
  'Number',
  'Small',
  'Factor',
  'Scene',
  'Uniform',
  'Negate',
  'Abs',
  'Floor',
  'Nearest',
  'Sqrt',
  'Sin',
  'Cos',
  'Add',
  'Subtract',
  'Multiply',
  'Divide',
  'Min',
  'Max',
  'Less',
  'LessEqual',
  'Equal',
  'Select',
  'SetF32',
  'SetF64',
  'SetU32',
  'Body',
  'AddBody',
  'Shape',
  'AddShape',
  'Note',
  'Joint',
  'AddJoint',
  'Repeat',
  'Again',
  'Unless',
  'IfPlaced',
  'IfGiven',
  'Require',
  'Place',
  'Gravity',
  'Attract',
  'Conserve',
];
const numberOf = Object.fromEntries(operations.map((name, i) => [name, i]));

const operators = {
  '+': 'Add',
  '-': 'Subtract',
  '*': 'Multiply',
  '/': 'Divide',
  '<': 'Less',
  '<=': 'LessEqual',
  '==': 'Equal',
  negate: 'Negate',
  abs: 'Abs',
  floor: 'Floor',
  nearest: 'Nearest',
  sqrt: 'Sqrt',
  sin: 'Sin',
  cos: 'Cos',
  min: 'Min',
  max: 'Max',
  uniform: 'Uniform',
  select: 'Select',
};

/** What an expression may name beside factors: the view (m), the time between frames (s), frames, and the number of the item. */
export const sceneNames = ['left', 'bottom', 'right', 'top', 'interval', 'frames', 'i'];

const pi = Math.PI;
const shapeNames = ['disc', 'square', 'ring', 'polygons'];
const bodyTypes = { static: 0, kinematic: 1, dynamic: 2 };

/** Numbers that an expression may need at a time: the stack holds 32, and up to two others lie below. */
const mostNumbers = 28;

/** Numbers that an expression needs at a time. */
function depth(tree) {
  if (!Array.isArray(tree) || tree[0] === 'name') return 1;
  return Math.max(...tree.slice(1).map((part, i) => i + depth(part)));
}

/** Compiles the scenes of a catalogue; `layout` is the laid-out structs by name, `enums` those of the layout. */
export class ProgramCompiler {
  /** f64 constants of all programs. */
  numbers = [];
  /** Bytes of all programs. */
  code = [];
  #layout;
  #enums;
  #factors = [];
  #lets = new Map();
  #repeats = false;

  constructor(layout, enums) {
    this.#layout = layout;
    this.#enums = enums;
  }

  /** The entry of one scenario: where its programs start, and what is set aside for it. */
  compile(scenario) {
    const { scene } = scenario;
    this.#factors = scenario.factors;
    this.#lets = new Map(Object.entries({ pi, ...scene.let }).map(([name, text]) => [name, parse(text)]));
    try {
      return {
        require: this.#program(() => this.#require(scene)),
        place: this.#program(() => this.#place(scene)),
        conserve: this.#program(() => this.#conserve(scene.conserves ?? {})),
        build: this.#program(() => this.#build(scenario)),
        bodies: scene.bodies.reduce((sum, body) => sum + (body.most ?? 1), 0),
        parts: scene.bodies.reduce((sum, body) => sum + (body.most ?? 1) * (body.shapes?.length ?? 1), 0),
        more: this.#mask((scene.more ?? []).map((name) => this.#ordinal(name))),
        sleeps: scene.sleeps ? 1 : 0,
      };
    } catch (error) {
      throw new Error(`scene of ${scenario.name}: ${error.message}`);
    }
  }

  #program(write) {
    const start = this.code.length;
    write();
    this.#emit('End');
    return start;
  }

  #emit(operation, ...bytes) {
    this.code.push(numberOf[operation], ...bytes);
  }

  #emit16(operation, value) {
    this.#emit(operation, value & 255, value >> 8);
  }

  #ordinal(name) {
    const ordinal = this.#factors.findIndex((factor) => factor.name === name);
    if (ordinal < 0) throw new Error(`there is no factor ${name}`);
    return ordinal;
  }

  #mask(ordinals) {
    return ordinals.reduce((mask, ordinal) => (mask | (1 << ordinal)) >>> 0, 0);
  }

  /** Leaves the value of an expression on the stack. */
  #value(source) {
    const tree = resolve(parse(source), (name) => this.#lets.get(name));
    if (depth(tree) > mostNumbers) throw new Error(`${JSON.stringify(source)} is nested too deeply`);
    this.#tree(tree);
  }

  #tree(tree) {
    if (typeof tree === 'number') return this.#number(tree);
    const [operator, ...rest] = tree;
    if (operator === 'name') {
      const place = sceneNames.indexOf(rest[0]);
      if (place >= 0) return this.#emit('Scene', place);
      return this.#emit('Factor', this.#ordinal(rest[0]));
    }
    for (const part of rest) this.#tree(part);
    this.#emit(operators[operator]);
  }

  #number(value) {
    if (Number.isInteger(value) && value >= 0 && value < 256) return this.#emit('Small', value);
    let place = this.numbers.indexOf(value);
    if (place < 0) place = this.numbers.push(value) - 1;
    this.#emit16('Number', place);
  }

  /** Ordinals of the factors that an expression depends on. */
  #named(source) {
    const found = new Set();
    const visit = (tree) => {
      if (!Array.isArray(tree)) return;
      const ordinal = tree[0] === 'name' ? this.#factors.findIndex((factor) => factor.name === tree[1]) : -1;
      if (ordinal >= 0) found.add(ordinal);
      else tree.slice(1).forEach(visit);
    };
    visit(resolve(parse(source), (name) => this.#lets.get(name)));
    return [...found];
  }

  /** Ends a program where an expression is negative, saying on which factors it depends. */
  #need(source) {
    this.#value(source);
    this.#emit('Require', ...bytes32(this.#mask(this.#named(source))));
  }

  /** Runs `write` only where the operation (with a mask of factors, or none) does not jump over it. */
  #skip(operation, mask, write) {
    this.#emit(operation, ...(mask === undefined ? [] : bytes32(mask)), 0, 0);
    const from = this.code.length;
    write();
    const length = this.code.length - from;
    this.code[from - 2] = length & 255;
    this.code[from - 1] = length >> 8;
  }

  #require(scene) {
    for (const source of scene.require ?? []) {
      const write = () => this.#need(source);
      const placed = this.#named(source).filter((ordinal) => this.#factors[ordinal].default === 'placed');
      // What a placed factor must keep is kept by where it is placed.
      if (placed.length) this.#skip('IfGiven', this.#mask(placed), write);
      else write();
    }
    for (const [name, [low, high]] of Object.entries(scene.place ?? {})) {
      this.#skip('IfPlaced', this.#mask([this.#ordinal(name)]), () => {
        this.#need(`(${high}) - (${low})`);
      });
    }
  }

  #place(scene) {
    for (const [name, [low, high]] of Object.entries(scene.place ?? {})) {
      this.#value(low);
      this.#value(high);
      this.#emit('Place', this.#ordinal(name));
    }
  }

  #conserve({ energy = 0, momentum = 0 }) {
    this.#value(energy);
    this.#value(momentum);
    this.#emit('Conserve');
  }

  #build(scenario) {
    const { gravity, attract, bodies, joints } = scenario.scene;
    if (gravity) {
      for (const part of gravity) this.#value(part);
      this.#emit('Gravity');
    }
    if (attract) {
      for (const part of [attract.x, attract.y, attract.mu]) this.#value(part);
      this.#emit('Attract');
    }
    for (const body of bodies) this.#item(body, () => this.#body(body, scenario));
    for (const joint of joints ?? []) this.#item(joint, () => this.#joint(joint));
  }

  /** What stands there once, `when` something holds, or `repeat` times. */
  #item({ when, repeat }, write) {
    if (when !== undefined) {
      this.#value(when);
      this.#skip('Unless', undefined, write);
    } else if (repeat !== undefined) {
      if (this.#repeats) throw new Error('what is repeated stands in what is repeated');
      this.#repeats = true;
      this.#value(repeat);
      this.#skip('Repeat', undefined, () => {
        write();
        this.#emit('Again');
      });
      this.#repeats = false;
    } else write();
  }

  #body(
    { name, shapes, draw = 'polygons', radius = 0, color, type = 'dynamic', most, repeat, when, ...fields },
    scenario,
  ) {
    const kind = scenario.bodies.findIndex((body) => body.name === name);
    if (kind < 0) throw new Error(`${name} is not among the bodies`);
    this.#emit('Body');
    this.#set('BodyDef', 'type', bodyTypes[type]);
    if (fields.mass !== undefined) this.#set('BodyDef', 'massSet', 1);
    this.#setAll('BodyDef', fields);
    this.#emit('AddBody');
    for (const shape of shapes) this.#item(shape, () => this.#shape(shape));
    this.#value(radius);
    this.#value(color);
    this.#emit('Note', kind, shapeNames.indexOf(draw), repeat === undefined ? 0 : 1);
  }

  #shape({ circle, box, polygon, when, repeat, ...fields }) {
    this.#emit('Shape');
    const at = ({ x = 0, y = 0 }) => [[x, y]];
    let points = polygon;
    if (circle !== undefined) {
      const { radius, ...center } = typeof circle === 'object' ? circle : { radius: circle };
      this.#set('ShapeDef', 'radius', radius);
      points = at(center);
    } else {
      this.#set('ShapeDef', 'kind', this.#enums.ShapeKind.values.Polygon);
      if (box) points = corners(box);
      this.#set('ShapeDef', 'count', points.length);
    }
    const start = this.#layout.ShapeDef.base + this.#layout.ShapeDef.size;
    points.flat().forEach((part, i) => {
      this.#value(part);
      this.#emit16('SetF32', start + 4 * i);
    });
    this.#setAll('ShapeDef', fields);
    this.#emit('AddShape');
  }

  #joint({ kind, when, repeat, ...fields }) {
    this.#emit('Joint', this.#enums.JointKind.values[kind]);
    this.#setAll('JointDef', fields);
    this.#emit('AddJoint');
  }

  #setAll(struct, fields) {
    for (const [name, source] of Object.entries(fields)) this.#set(struct, name, source);
  }

  #set(struct, name, source) {
    const { fields, base } = this.#layout[struct];
    const field = fields.find((candidate) => candidate.name === name);
    if (!field) throw new Error(`${struct} has no field ${name}`);
    this.#value(source);
    this.#emit16(`Set${field.type.toUpperCase()}`, base + field.offset);
  }
}

/** A u32 in bytes, the least first. */
function bytes32(value) {
  return [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);
}

/** Corners of a box: half its width and height, the place of its centre. */
function corners({ halfWidth, halfHeight, x = 0, y = 0 }) {
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx, sy]) => [`(${x}) + (${sx}) * (${halfWidth})`, `(${y}) + (${sy}) * (${halfHeight})`]);
}
