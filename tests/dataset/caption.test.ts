// Captions: what is said of clips of each law that are set by hand, and of hand-made motions that need a puzzle to happen.
import { assert as holds, integer, property } from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { captionOf } from '../../dist/dataset/caption.js';
import { ClipJson } from '../../dist/dataset/clip-json.js';
import { loadKinema } from '../../dist/node.js';

const test = suite('captions');
const kinema = await loadKinema();

const captionsOf = (scenario: string) => {
  const source = kinema.open({ kinema: 1, scenario, splits: { all: { count: 1000 } } } as any);
  const json = new ClipJson(source, 'x', 'all');
  return (set: Record<string, string | number> = {}, index = 0): string => {
    source.override(set);
    return JSON.parse(json.line(source.clip(index, { split: 'all', stages: { digests: true } }))).caption;
  };
};

test('uniform motion: the way, the shape, rest, and out of the view', () => {
  const caption = captionsOf('uniform-motion');
  const set = { x: 2, y: 5, r: 1, v: 1 };
  assert.is(caption(set), 'A red ball moves right');
  assert.is(caption({ ...set, x: 8, direction: 'left', shape: 'square', color: 'blue' }), 'A blue square moves left');
  assert.is(caption({ ...set, direction: 'up', shape: 'ring', color: 'orange' }), 'An orange ring moves up');
  assert.is(caption({ ...set, direction: 'down' }), 'A red ball moves down');
  assert.is(caption({ ...set, v: 0 }), 'A red ball is at rest');
  assert.is(caption({ ...set, v: 0.02 }), 'A red ball is at rest');
  assert.is(caption({ ...set, v: 4 }), 'A red ball moves right and leaves the view');
  assert.is(caption({ ...set, v: 4, direction: 'up' }), 'A red ball moves up and leaves the view at the top');
});

test('parabola: thrown or let fall', () => {
  const caption = captionsOf('parabola');
  const set = { x: 4, y: 8, r: 0.5, v: 1 };
  assert.is(caption(set), 'A red ball is thrown right, falls and leaves the view at the bottom');
  assert.is(
    caption({ ...set, direction: 'left' }),
    'A red ball is thrown left, falls and leaves the view at the bottom',
  );
  assert.is(caption({ ...set, v: 0 }), 'A red ball falls and leaves the view at the bottom');
  assert.is(caption({ ...set, direction: 'down' }), 'A red ball falls and leaves the view at the bottom');
  assert.is(caption({ ...set, y: 2, v: 5, direction: 'up' }), 'A red ball is thrown up and falls back');
  assert.is(caption({ ...set, y: 1, v: 9, direction: 'up' }), 'A red ball is thrown up and leaves the view at the top');
});

test('collision: bounces back, moves on, stops, misses', () => {
  const caption = captionsOf('collision');
  const set = { r1: 1, r2: 1, v1: 1, v2: 1, x1: 3, x2: 7, y: 5 };
  assert.is(caption(set), 'A red ball moves right, hits a blue ball and bounces back');
  assert.is(caption({ ...set, v1: 2, v2: 0 }), 'A red ball moves right, hits a blue ball and stops');
  assert.is(caption({ ...set, r1: 1.5, r2: 0.5, v2: 0 }), 'A red ball moves right, hits a blue ball and moves on');
  assert.is(caption({ ...set, v1: 0, v2: 2 }), 'A blue ball moves left, hits a red ball and stops');
  assert.is(
    caption({ ...set, color2: 'red', shape2: 'square' }),
    'A red ball moves right, hits a red square and bounces back',
  );
  assert.is(caption({ ...set, color2: 'red' }), 'A red ball moves right, hits another red ball and bounces back');
  const slow = { ...set, v1: 0.2, v2: 0.2 };
  assert.is(caption(slow), 'A red ball moves right while a blue ball moves left');
  assert.is(caption({ ...set, v1: 0, v2: 0 }), 'A red ball is at rest');
});

test('the other laws', () => {
  const first = (scenario: string) => captionsOf(scenario)();
  assert.match(first('bounce'), /falls, hits the floor and bounces/);
  assert.match(first('slide'), /^A red block (slides|is at rest)/);
  assert.match(first('roll'), /^A red ball rolls/);
  assert.is(first('pendulum'), 'A red bob swings to and fro');
  assert.is(first('spring'), 'A red block swings to and fro');
  assert.is(first('orbit'), 'A blue planet circles an orange sun');
  assert.match(first('cradle'), /^A red ball swings right, hits a blue ball and stops/);
  assert.is(first('merge'), 'A red block moves right, hits a blue block and sticks to it');
  assert.match(first('bar-hit'), /^A red ball moves right, hits a blue bar and/);
  assert.is(first('spatial'), 'A red ball moves right, hits the wall and bounces back while a blue square moves right');
  assert.match(first('phyre'), /^A red ball /);
});

const setting = { view: [0, 0, 10, 10], gravity: -9.8, interval: 0.1, firstFrameStep: 0, stepsPerFrame: 10 } as const;

/** A body, and where it is in each frame; its velocity is the way from the frame before. */
type Actor = readonly [name: string, way: readonly (readonly [x: number, y: number])[], look?: object];

const fixed = (x: number, y: number) => Array.from({ length: 12 }, () => [x, y] as const);

/** The caption of actors, the first of which may hit others: each hit is the frame before it, who, and the normal towards the first. */
function caption(
  actors: readonly Actor[],
  hits: readonly (readonly [frame: number, other: number, ny: number])[] = [],
): string {
  const frames = (actors[0] as Actor)[1].length;
  const states = new Float32Array(frames * actors.length * 6);
  actors.forEach(([, way], body) => {
    way.forEach(([x, y], frame) => {
      const [x0, y0] = way[Math.max(frame - 1, 0)] as readonly [number, number];
      const [x1, y1] = way[Math.max(frame, 1)] as readonly [number, number];
      states.set([x, y, 0, (x1 - x0) / 0.1, (y1 - y0) / 0.1, 0], (frame * actors.length + body) * 6);
    });
  });
  const bodies = actors.map(([name, way, look]) => {
    const dynamic = way.some(([x, y]) => x !== way[0]?.[0] || y !== way[0]?.[1]);
    return { name, shape: 'disc', radius: 0.5, parts: [], mass: 1, inertia: 1, color: '#b9cad2', dynamic, ...look };
  });
  const contacts = hits.map(([frame, b, ny]) => ({
    time: 0,
    steps: frame * 10 + 5,
    offset: 0,
    a: 0,
    b,
    x: 0,
    y: 0,
    nx: 0,
    ny: -ny,
    impulse: 1,
  }));
  return captionOf({ frameCount: frames, states, visible: () => 'full' }, bodies as any, contacts, setting);
}

/** Falls for four frames to y = 5.2, then goes on by a step a frame. */
const fallThen = (dx: number, dy: number, steps = 7, rest = 0) => {
  const way: [number, number][] = [
    [5, 9],
    [5, 8.6],
    [5, 7.8],
    [5, 6.6],
    [5, 5.2],
  ];
  for (let i = 1; i <= steps; i++) way.push([5 + dx * i, 5.2 + dy * i]);
  for (let i = 0; i < rest; i++) way.push(way.at(-1) as [number, number]);
  return way;
};

const red = { color: '#f34f46' };
const black = { color: '#000000' };
const polygons = { shape: 'polygons' };

test('puzzles: falls, hits a grey bar and rolls left', () => {
  const bar: Actor = ['bar', fixed(5, 4), { ...polygons, dynamic: true }];
  assert.is(
    caption([['red-ball', fallThen(-0.3, 0), red], bar], [[4, 1, 1]]),
    'A red ball falls, hits a grey bar and rolls left',
  );
  assert.is(
    caption([['red-ball', fallThen(-0.3, 0, 4, 3), red], bar], [[4, 1, 1]]),
    'A red ball falls, hits a grey bar, rolls left and comes to rest',
  );
  assert.is(
    caption([['red-ball', fallThen(0.2, -0.2), red], bar], [[4, 1, 0.9]]),
    'A red ball falls, hits a grey bar and rolls down to the right',
  );
  assert.is(
    caption([['jar', fallThen(0.3, 0), polygons], bar], [[4, 1, 1]]),
    'A grey jar falls, hits a grey bar and slides right',
  );
  assert.is(
    caption([['red-ball', fallThen(0, 0), red], bar], [[4, 1, 1]]),
    'A red ball falls, hits a grey bar and comes to rest',
  );
  assert.is(
    caption([['red-ball', fallThen(0, -0.3), red], bar], [[4, 1, 0.2]]),
    'A red ball falls, hits a grey bar and falls on',
  );
  assert.is(
    caption([['red-ball', fallThen(0, 0.3), red], bar], [[4, 1, 1]]),
    'A red ball falls, hits a grey bar and bounces',
  );
});

test('puzzles: what bodies are called', () => {
  const hit = (name: string, look: object) =>
    caption(
      [
        ['red-ball', fallThen(0, 0), red],
        [name, fixed(5, 4), look],
      ],
      [[4, 1, 1]],
    );
  assert.is(
    hit('sticks', { ...polygons, dynamic: true }),
    'A red ball falls, hits a grey pair of crossed sticks and comes to rest',
  );
  assert.is(hit('dot12', black), 'A red ball falls, hits a black dot and comes to rest');
  assert.is(hit('standing-bar2', polygons), 'A red ball falls, hits a grey bar and comes to rest');
  assert.is(hit('static-bar', { ...polygons, ...black }), 'A red ball falls, hits a black bar and comes to rest');
  assert.is(hit('ball1', {}), 'A red ball falls, hits a grey ball and comes to rest');
  assert.is(hit('ball1', red), 'A red ball falls, hits another red ball and comes to rest');
  assert.is(hit('bottom', black), 'A red ball falls, hits the floor and comes to rest');
  assert.is(hit('left', black), 'A red ball falls, hits the left wall and comes to rest');
  assert.is(hit('top', black), 'A red ball falls, hits the ceiling and comes to rest');
});

test('puzzles: the red ball is told of wherever it stands, and hits of one frame in one go', () => {
  const dots: Actor[] = [
    ['dot1', fixed(4, 4), black],
    ['dot2', fixed(6, 4), black],
  ];
  const ball: Actor = ['red-ball', fallThen(0, 0), red];
  assert.is(
    caption(
      [ball, ...dots],
      [
        [4, 1, 1],
        [4, 2, 1],
        [4, 1, 1],
      ],
    ),
    'A red ball falls, hits a black dot and another black dot and comes to rest',
  );
  const falling = Array.from({ length: 12 }, (_, i) => [3, 9 - i * i * 0.05] as const);
  assert.is(
    caption([
      ['ball1', falling],
      ['red-ball', falling, red],
    ]),
    'A red ball falls while a grey ball falls',
  );
});

test('puzzles: a ball that lies still is hit by what comes', () => {
  const still = Array.from({ length: 12 }, (_, i) => [i < 6 ? 5 : 5 + (i - 5) * 0.3, 0.5] as const);
  const ball = Array.from({ length: 12 }, (_, i) => [1 + i * 0.5, 0.5] as const);
  const actors: Actor[] = [
    ['red-ball', still, red],
    ['ball', ball],
    ['bottom', fixed(5, 0), black],
  ];
  assert.is(
    caption(actors, [
      [1, 2, 1],
      [4, 1, 0],
    ]),
    'A red ball is hit by a grey ball and rolls right',
  );
});

test('nothing that can move', () => {
  assert.is(caption([['dot', fixed(1, 1), black]]), 'Nothing moves');
});

test('any clip of any scenario has a caption of plain words', () => {
  const made = kinema.catalogue.scenarios.map(({ name }) => captionsOf(name));
  holds(
    property(integer({ min: 0, max: made.length - 1 }), integer({ min: 0, max: 999 }), (scenario, index) => {
      const text = made[scenario]?.({}, index) as string;
      assert.match(text, /^(An? [a-z]+ [a-z ,-]+|Nothing moves)$/);
      assert.is(made[scenario]?.({}, index), text);
    }),
    { numRuns: 150 },
  );
});

test.run();
