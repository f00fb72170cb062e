// Scenarios that are data: a program says what is required, where placed factors go, and what the world is built of.
//
// A program is a row of bytes that tools/programs.mjs makes of a scene (scenes/*.json): an operation, then what it needs. Expressions are
// computed in f64 on a stack; what stands in a definition is rounded once. Numbers that are drawn are draws of the clip under ordinals that
// no factor has.

import { addBody, bodyDefaults } from '../dynamics/bodies';
import { addJoint, jointDefaults } from '../dynamics/joints/build';
import { addShape, shapeDefaults } from '../dynamics/shapes';
import { attractTo } from './attraction';
import { between, draw } from './draw';
import { factor, setFactor } from './factors';
import { Defs, Op } from './programs';
import { noteBody } from './records';
import { TIE, addGravity, frameInterval, frames, viewHeight, viewWidth, viewX, viewY } from './setting';

/** Ordinals below are those of factors. */
const FIRST_DRAW: u32 = 64;
/** Draws of one item. */
const DRAWS: u32 = 1024;

const STACK: usize = memory.data(256, 8);
const DEFS: usize = memory.data(<i32>Defs.SIZE, 8);

/** Factors on which the requirement depends that did not hold, as bits. */
export let unfit: u32 = 0;

/** What conserve programs say: bit 0 energy, bit 1 momentum. */
export let conservedBits: u32 = 0;

/**
 * Runs the program at `code`, whose constants stand at `numbers`. `placed`: factors that are placed, as bits; `world`: where bodies are added.
 * False if something that it requires does not hold, or, with the status set, if something cannot be added.
 */
export function run(code: usize, numbers: usize, factors: usize, placed: u32, world: usize): bool {
  let pc = code;
  let sp = STACK;
  let item: u32 = 0;
  let items: u32 = 0;
  let loop: usize = 0;
  let body: i32 = 0;
  while (true) {
    const op: u32 = load<u8>(pc);
    pc++;
    // The two topmost numbers; what is below them is not touched.
    const a = load<f64>(sp - 16);
    const b = load<f64>(sp - 8);
    if (op >= Op.Negate && op <= Op.Cos) {
      store<f64>(sp - 8, unary(op, b));
      continue;
    }
    if (op >= Op.Add && op <= Op.Equal) {
      sp -= 8;
      store<f64>(sp - 8, binary(op, a, b));
      continue;
    }
    switch (op) {
      case Op.Number: {
        store<f64>(sp, load<f64>(numbers + (<usize>load<u16>(pc) << 3)));
        sp += 8;
        pc += 2;
        break;
      }
      case Op.Small: {
        store<f64>(sp, <f64>load<u8>(pc));
        sp += 8;
        pc++;
        break;
      }
      case Op.Factor: {
        store<f64>(sp, factor(factors, load<u8>(pc)));
        sp += 8;
        pc++;
        break;
      }
      case Op.Scene: {
        store<f64>(sp, sceneNumber(load<u8>(pc), item));
        sp += 8;
        pc++;
        break;
      }
      case Op.Uniform: {
        sp -= 8;
        store<f64>(sp - 8, draw(0, FIRST_DRAW + <u32>b * DRAWS + <u32>a));
        break;
      }
      case Op.Select: {
        sp -= 16;
        // What is no number chooses as 0 does.
        if (abs(load<f64>(sp - 8)) > 0.0) store<f64>(sp - 8, a);
        else store<f64>(sp - 8, b);
        break;
      }
      case Op.SetF32: {
        sp -= 8;
        store<f32>(DEFS + load<u16>(pc), <f32>b);
        pc += 2;
        break;
      }
      case Op.SetF64: {
        sp -= 8;
        store<f64>(DEFS + load<u16>(pc), b);
        pc += 2;
        break;
      }
      case Op.SetU32: {
        sp -= 8;
        store<u32>(DEFS + load<u16>(pc), <u32>b);
        pc += 2;
        break;
      }
      case Op.Body: {
        bodyDefaults(DEFS + Defs.Body);
        break;
      }
      case Op.AddBody: {
        body = addBody(world, DEFS + Defs.Body);
        if (body < 0) return false;
        break;
      }
      case Op.Shape: {
        shapeDefaults(DEFS + Defs.Shape);
        break;
      }
      case Op.AddShape: {
        if (addShape(world, body, DEFS + Defs.Shape) < 0) return false;
        break;
      }
      case Op.Note: {
        sp -= 16;
        noteBody(body, load<u8>(pc), load<u8>(pc, 2) ? item + 1 : 0, load<u8>(pc, 1), a, <u32>b);
        pc += 3;
        break;
      }
      case Op.Joint: {
        jointDefaults(DEFS + Defs.Joint, load<u8>(pc));
        pc++;
        break;
      }
      case Op.AddJoint: {
        if (addJoint(world, DEFS + Defs.Joint) < 0) return false;
        break;
      }
      case Op.Repeat: {
        sp -= 8;
        items = <u32>b;
        item = 0;
        pc += 2;
        loop = pc;
        if (!items) pc += load<u16>(pc - 2);
        break;
      }
      case Op.Again: {
        item++;
        if (item < items) pc = loop;
        else item = 0;
        break;
      }
      case Op.Unless: {
        sp -= 8;
        pc += 2;
        if (b == 0.0) pc += load<u16>(pc - 2);
        break;
      }
      case Op.IfPlaced:
      case Op.IfGiven: {
        pc += 6;
        if (((placed & load<u32>(pc - 6)) != 0) != (op == Op.IfPlaced)) pc += load<u16>(pc - 2);
        break;
      }
      case Op.Require: {
        sp -= 8;
        if (!(b >= -TIE)) {
          unfit = load<u32>(pc);
          return false;
        }
        pc += 4;
        break;
      }
      case Op.Place: {
        sp -= 16;
        const ordinal = load<u8>(pc);
        if (placed & (1 << ordinal)) setFactor(factors, ordinal, between(a, b, draw(1, ordinal)));
        pc++;
        break;
      }
      case Op.Gravity: {
        sp -= 16;
        addGravity(world, a, b);
        break;
      }
      case Op.Attract: {
        sp -= 24;
        attractTo(load<f64>(sp), a, b);
        break;
      }
      case Op.Conserve: {
        sp -= 16;
        conservedBits = (a != 0.0 ? 1 : 0) | (b != 0.0 ? 2 : 0);
        break;
      }
      default:
        return true;
    }
  }
}

function unary(op: u32, a: f64): f64 {
  if (op == Op.Negate) return 0.0 - a;
  if (op == Op.Abs) return abs(a);
  if (op == Op.Floor) return floor(a);
  if (op == Op.Nearest) return nearest(a);
  if (op == Op.Sqrt) return sqrt(a);
  return op == Op.Sin ? NativeMath.sin(a) : NativeMath.cos(a);
}

function binary(op: u32, a: f64, b: f64): f64 {
  if (op == Op.Add) return a + b;
  if (op == Op.Subtract) return a - b;
  if (op == Op.Multiply) return a * b;
  if (op == Op.Divide) return a / b;
  if (op == Op.Min) return min(a, b);
  if (op == Op.Max) return max(a, b);
  if (op == Op.Less) return a < b ? 1.0 : 0.0;
  if (op == Op.LessEqual) return a <= b ? 1.0 : 0.0;
  return a == b ? 1.0 : 0.0;
}

/** What an expression may name beside factors, in the order of tools/programs.mjs. */
function sceneNumber(which: u32, item: u32): f64 {
  if (which == 0) return viewX;
  if (which == 1) return viewY;
  if (which == 2) return viewX + viewWidth;
  if (which == 3) return viewY + viewHeight;
  if (which == 4) return frameInterval;
  return which == 5 ? frames : <f64>item;
}
