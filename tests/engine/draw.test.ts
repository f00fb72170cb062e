// Pictures of worlds: what is where, in which colour and over what; options and their errors.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodePng } from '../../bindings/typescript/dataset/png-reader.js';
import { type DrawOptions, drawWorld } from '../../bindings/typescript/engine/draw.js';
import {
  BodyType,
  DrawDef,
  Edge,
  failures,
  JointKind,
  ShapeKind,
  Status,
} from '../../bindings/typescript/engine/layout.js';
import { type KinemaError, loadKinema, paletteColor, staticColor } from '../../dist/index.js';
import { type DrawnHull, drawHulls } from '../raster/hull-reference.js';
import { RawWorld } from '../support/raw-world.js';

const kinema = await loadKinema();
const test = suite('draw');
const builds = ['simd', 'scalar'] as const;
const still = { gravityX: 0, gravityY: 0 };

/** One pixel a 1/10 metre, from (0, 0) to (4, 3). */
const small = { size: [40, 30], view: [0, 0, 4, 3] } as const;

const draw = (world: RawWorld, options: DrawOptions = small) =>
  drawWorld(world.exports, world.views, world.handle, options);

/** The colour at a place in the world, 0xRRGGBB. */
function at(picture: ReturnType<typeof draw>, x: number, y: number): number {
  const k = 4 * (Math.floor(picture.height - y * 10) * picture.width + Math.floor(x * 10));
  const [r, g, b, a] = picture.data.subarray(k, k + 4) as unknown as [number, number, number, number];
  assert.is(a, 255);
  return (r << 16) | (g << 8) | b;
}

/** A world of every kind of shape, some turned. */
function shapes(build: (typeof builds)[number]): { world: RawWorld; hulls: DrawnHull[] } {
  const world = new RawWorld(still, build);
  const hulls: DrawnHull[] = [];
  const add = (
    x: number,
    y: number,
    angle: number,
    kind: number,
    radius: number,
    points: [number, number][],
    color: number,
  ) => {
    const f = Math.fround;
    world.shape(world.body({ x, y, angle }), { kind, radius, color, density: 1 }, points.flat());
    const turned = { c: f(Math.cos(angle)), s: f(Math.sin(angle)) };
    hulls.push({
      points: points.map(([u, v]) => [f(u), f(v)]),
      radius: f(radius),
      color,
      opacity: 4096,
      x,
      y,
      ...turned,
    });
  };
  const box = (w: number, h: number): [number, number][] => [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ];
  add(1, 1, 0, ShapeKind.Circle, 0.6, [[0, 0]], 0x4e79a7);
  add(1.5, 1.25, 0.5, ShapeKind.Polygon, 0, box(0.75, 0.25), 0xf28e2b);
  add(3, 2, 2, ShapeKind.Polygon, 0.125, box(0.5, 0.25), 0x76b7b2);
  add(3, 1, 1, ShapeKind.Capsule, 0.25, [[-0.5, 0], [0.5, 0]], 0xe15759); // biome-ignore format: two ends
  return { world, hulls };
}

test('every shape is its hull, where its body is, in both builds', () => {
  for (const edge of ['smooth', 'hard'] as const) {
    const pictures = builds.map((build) => {
      const { world, hulls } = shapes(build);
      const picture = draw(world, { ...small, outlines: false, edge, background: '#102030' });
      assert.equal([picture.width, picture.height, picture.data.length], [40, 30, 4800]);
      const p = { width: 40, height: 30, view: small.view, background: 0x102030 };
      assert.equal(
        new Uint8Array(picture.data),
        drawHulls({ ...p, edge: edge === 'smooth' ? 'coverage' : 'hard' }, hulls),
      );
      return picture.data;
    });
    assert.equal(pictures[0], pictures[1]);
  }
});

test('a picture changes nothing of the world, and the next is the same', () => {
  const { world } = shapes('simd');
  world.step(3);
  world.exports.worldSnapshot(world.handle);
  const digest = world.digest();
  const options: DrawOptions = { size: [64, 48], joints: true, contacts: true, dimSleeping: true, supersample: 2 };
  const first = draw(world, options);
  const bytes = world.exports.memory.buffer.byteLength;
  for (let i = 0; i < 50; i++) assert.equal(draw(world, options).data, first.data);
  assert.is(world.exports.memory.buffer.byteLength, bytes);
  assert.is(world.digest(), digest);
  world.step(3);
  const other = shapes('simd').world;
  other.step(6);
  assert.is(world.digest(), other.digest());
});

test('later bodies lie over earlier ones, and of a body the shapes that were added later', () => {
  const world = new RawWorld(still);
  const body = world.ball(2, 1.5, 0.9, {}, { color: 0xff0000 });
  world.shape(body, { kind: ShapeKind.Circle, radius: 0.5, color: 0x00ff00 }, [0.25, 0]);
  world.shape(body, { kind: ShapeKind.Circle, radius: 0.2, color: 0x0000ff }, [0.25, 0]);
  world.ball(1.6, 1.5, 0.2, {}, { color: 0xffff00 });
  const look = () => {
    const picture = draw(world, { ...small, outlines: false });
    return [1.65, 1.25, 1.95, 2.25, 3.15].map((x) => at(picture, x, 1.5));
  };
  assert.equal(look(), [0xffff00, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff]);
  world.exports.bodyRemove(world.handle, body);
  assert.equal(look(), [0xffff00, 0xffffff, 0xffffff, 0xffffff, 0xffffff]);
});

test('outlines are darker, lie inside, and are as wide as asked for', () => {
  const world = new RawWorld(still);
  world.box(2, 1.5, 1, 1, {}, { color: 0xff8040 });
  const dark = 0x9f5028;
  for (const [outlines, expected] of [
    [2, [0xffffff, dark, dark, 0xff8040]],
    [1, [0xffffff, dark, 0xff8040, 0xff8040]],
    [0, [0xffffff, 0xff8040, 0xff8040, 0xff8040]],
    [false, [0xffffff, 0xff8040, 0xff8040, 0xff8040]],
  ] as const) {
    const picture = draw(world, { ...small, outlines });
    assert.equal(
      [0.95, 1.05, 1.15, 1.25].map((x) => at(picture, x, 1.5)),
      expected,
    );
  }
});

test('a circle shows how it is turned', () => {
  const world = new RawWorld(still);
  world.ball(2, 1.5, 1, { angle: Math.PI / 2 }, { color: 0xff8040 });
  const picture = draw(world, { size: [80, 60], view: small.view, outlines: 2 });
  const pixel = (x: number, y: number) => [
    ...picture.data.subarray(4 * ((60 - y * 20) * 80 + x * 20), 4 * ((60 - y * 20) * 80 + x * 20) + 3),
  ];
  assert.equal(pixel(2, 2), [0x9f, 0x50, 0x28]);
  for (const [x, y] of [[2.5, 1.5], [1.5, 1.5], [2, 1]] as const) assert.equal(pixel(x, y), [0xff, 0x80, 0x40]); // biome-ignore format: three places
});

test('what is behind a sensor shines through; segments are lines', () => {
  const world = new RawWorld(still);
  world.ball(1, 1, 0.5, {}, { color: 0x000000 });
  world.ball(1.25, 1, 0.6, {}, { color: 0xff0000, sensor: 1 });
  world.shape(world.body({ type: BodyType.Static }), { kind: ShapeKind.Segment, color: 0x00ff00 }, [0, 2.55, 4, 2.55]);
  const picture = draw(world, { ...small, outlines: 1 });
  const red = Math.floor((819 * 255 + 2048) / 4096);
  const rest = Math.floor(((4096 - 819) * 255 + 2048) / 4096);
  assert.is(at(picture, 1.05, 1.05), red << 16);
  assert.is(at(picture, 1.65, 1.05), (255 << 16) | (rest << 8) | rest);
  assert.is(at(picture, 1.2, 2.55), 0x00ff00);
  assert.is(at(picture, 1.2, 2.7), 0xffffff);
});

test('sleeping bodies fade where asked for', () => {
  const world = new RawWorld(still);
  world.ball(1, 1, 0.5, { awake: 0 }, { color: 0x204060 });
  world.wall(3, 1, 0.5, 0.5, { color: 0x204060 });
  const plain = draw(world, { ...small, outlines: false });
  const faded = draw(world, { ...small, outlines: false, dimSleeping: true });
  assert.equal([at(plain, 1, 1), at(faded, 1, 1)], [0x204060, 0x8f9faf]);
  assert.equal([at(plain, 3, 1), at(faded, 3, 1)], [0x204060, 0x204060]);
});

test('joints and contact points are drawn where asked for', () => {
  const world = new RawWorld();
  world.wall(2, 0.25, 2, 0.25, { color: staticColor });
  world.box(1, 0.75, 0.25, 0.25, {}, { color: 0xffffff });
  const bob = world.ball(3, 1.5, 0.2, {}, { color: 0xffffff });
  world.joint(JointKind.Distance, { bodyA: 0xffffffff, bodyB: bob, anchorAX: 3, anchorAY: 2.5, length: 1 });
  world.step(10);
  const plain = draw(world, { ...small, outlines: false });
  const marked = draw(world, { ...small, outlines: false, joints: true, contacts: true });
  const changed = (x: number, y: number) => at(plain, x, y) !== at(marked, x, y);
  // Both corners of the box, the rod and its upper anchor; not the middle of the box's side.
  assert.equal(
    [changed(0.75, 0.55), changed(1.25, 0.55), changed(3.01, 2.1), changed(3, 2.5)],
    [true, true, true, true],
  );
  assert.equal([changed(1, 0.55), changed(2, 2)], [false, false]);
});

test('supersampling, sizes and views', () => {
  const { world } = shapes('simd');
  const one = draw(world, { ...small, outlines: false, edge: 'hard', supersample: 4 });
  const smooth = draw(world, { ...small, outlines: false });
  // Both are areas: 16 samples a pixel, and all of it.
  let most = 0;
  one.data.forEach((level, k) => {
    most = Math.max(most, Math.abs(level - (smooth.data[k] as number)));
  });
  assert.ok(most > 0 && most < 70, `${most}`);
  const wide = draw(world, { view: [0, 0, 8, 2] });
  assert.equal([wide.width, wide.height], [512, 128]);
  assert.equal([draw(world, {}).width, draw(world, {}).height], [512, 512]);
});

test('an image of any origin becomes a PNG file', () => {
  const { world } = shapes('simd');
  const picture = draw(world);
  const { width, height, pixels } = decodePng(kinema.encodeImage(picture));
  assert.equal([width, height], [40, 30]);
  pixels.forEach((level, k) => {
    assert.is(level, picture.data[4 * Math.floor(k / 3) + (k % 3)]);
  });
  assert.throws(
    () => kinema.encodeImage({ data: [1, 2, 3], width: 1, height: 1 }),
    /data: 3 bytes, 1 x 1 pixels of RGBA need 4/,
  );
});

test('colours for what has none', () => {
  assert.is(new Set(Array.from({ length: 9 }, (_, i) => paletteColor(i))).size, 9);
  assert.is(paletteColor(9), paletteColor(0));
});

test('errors name the option, its value and what would be right', () => {
  const world = new RawWorld();
  const fails = (options: object, text: RegExp) =>
    assert.throws(
      () => draw(world, options as DrawOptions),
      (error: KinemaError) => error.kind === 'usage' && text.test(error.message) && error.field?.startsWith('draw.'),
    );
  fails(
    { size: [0, 5] },
    /draw\.size: \[0, 5\] is no size; it must be \[columns, rows\], whole numbers from 1 to 16384/,
  );
  fails({ size: [9000, 9], supersample: 2 }, /from 1 to 8192/);
  fails({ size: 512 }, /draw\.size: 512/);
  fails({ view: [0, 0, 0, 5] }, /draw\.view: \[0, 0, 0, 5\] is empty/);
  fails({ view: [0, 0, Number.NaN, 5] }, /draw\.view: \[0, 0, NaN, 5\] is no rectangle/);
  fails({ supersample: 5 }, /draw\.supersample: 5 is not 1, 2, 3 or 4/);
  fails({ background: 'blurple' }, /draw\.background: "blurple" is not a colour/);
  fails({ outlines: -1 }, /draw\.outlines: -1 is not true, false or a width/);
  fails({ joints: 'yes' }, /draw\.joints: "yes" is neither true nor false/);
  fails({ edge: 'study' }, /draw\.edge: "study" is neither smooth nor hard/);
  fails({ colour: 1 }, /draw\.colour: "colour" is no option/);
});

test('the module checks what it is given', () => {
  const world = new RawWorld();
  const { exports, views } = world;
  const block = exports.drawDefBlock();
  const refuse = (fields: object, field: keyof typeof DrawDef.fields, failure = 'DrawValue') => {
    exports.drawDefaults();
    views.write(DrawDef, block, fields);
    assert.is(failures[exports.worldDraw(world.handle)]?.name, failure, JSON.stringify(fields));
    if (failure === 'DrawValue')
      assert.is(views.field(Status, 'offset', exports.statusBlock()), DrawDef.fields[field].offset);
  };
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e10])
    for (const field of ['x0', 'y0', 'x1', 'y1'] as const) refuse({ [field]: value }, field);
  refuse({ x0: 10 }, 'x1');
  refuse({ y1: -1 }, 'y1');
  for (const field of ['outline', 'line', 'point'] as const)
    for (const value of [-1, Number.NaN, 1001]) refuse({ [field]: value }, field);
  for (const value of [0, 16385]) refuse({ width: value }, 'width');
  refuse({ height: 0 }, 'height');
  refuse({ supersample: 0 }, 'supersample');
  refuse({ supersample: 5 }, 'supersample');
  refuse({ flags: 16 }, 'flags');
  refuse({ edge: Edge.Study }, 'edge');
  refuse({ edge: 3 }, 'edge');
  refuse({ width: 16384, supersample: 2 }, 'width', 'ImageTooLarge');
  exports.drawDefaults();
  assert.is(exports.worldDraw(world.handle), 0);
  assert.is(failures[exports.worldDraw(world.handle + 1)]?.name, 'NoWorld');
});

test('where all worlds have ended and others begun, the same world gives the same picture', () => {
  const world = new RawWorld(still);
  const { exports, views } = world;
  const scene = () => {
    world.ball(2, 1.5, 1, {}, { color: 0xff8040 });
    return draw(world).data;
  };
  const first = scene();
  const pointer = exports.reserve(1 << 20); // ends all worlds; what the heap held is written over
  new Uint8Array(exports.memory.buffer, pointer, 1 << 20).fill(0xff);
  exports.worldDefaults();
  world.handle = exports.worldOpen();
  assert.ok(world.handle);
  assert.equal(scene(), first);
  assert.is(views.failure(), 0);
});

test.run();
