// Breakout: a ball without gravity, a paddle that is told where to be, and bricks that go when they are hit.
import { play } from './show.mjs';

const width = 16;
const height = 9;
const speed = 9;
const reach = 14; // m/s, of the paddle
const colors = ['crimson', 'darkorange', 'gold', 'mediumseagreen', 'steelblue'];

export default function run(kinema, watch = () => {}, most = 90) {
  const world = kinema.world({ world: { view: [0, 0, width, height], gravity: [0, 0] } });
  const matter = { friction: 0, restitution: 1 };
  const rail = (x, y, w, h) => ({ box: { width: w, height: h, center: [x, y] }, color: 'dimgray', ...matter });
  const rails = [
    rail(0.1, height / 2, 0.2, height),
    rail(width - 0.1, height / 2, 0.2, height),
    rail(width / 2, height - 0.1, width, 0.2),
  ];
  world.addBody({ name: 'rails', type: 'static', position: [0, 0], shapes: rails });
  const bricks = new Set();
  for (const [row, color] of colors.entries())
    for (let column = 0; column < 10; column++) {
      const shape = { box: { width: 1.2, height: 0.4 }, color, ...matter };
      const position = [1.91 + column * 1.354, 7.6 - row * 0.55];
      bricks.add(world.addBody({ name: `brick ${row}.${column}`, type: 'static', position, shapes: [shape] }));
    }
  const bat = { box: { width: 1.8, height: 0.25 }, radius: 0.05, color: 'darkslateblue', ...matter };
  const paddle = world.addBody({ name: 'paddle', type: 'kinematic', position: [width / 2, 0.6], shapes: [bat] });
  const shape = { circle: { radius: 0.16 }, color: 'black', ...matter };
  const ball = world.addBody({
    name: 'ball',
    position: [6, 2],
    velocity: [5, 7.5],
    fixedRotation: true,
    shapes: [shape],
  });

  const total = bricks.size;
  const hit = [];
  let returns = 0;
  let inside = true;
  const step = world.stepLength;
  while (bricks.size > 0 && world.time < most) {
    // The player moves no faster than a hand, and meets the ball where the paddle sends it to a brick that is left.
    const [x] = paddle.position;
    const [goalX, goalY] = [...bricks].at(-1).position;
    const spot = Math.min(Math.max(((goalX - x) / (goalY - 0.8)) * (8 / 7), -0.8), 0.8);
    const wanted = Math.min(Math.max(ball.position[0] - spot, 1.2), width - 1.2);
    paddle.moveTo([x + Math.min(Math.max(wanted - x, -reach * step), reach * step), 0.6]);
    world.step();
    watch(world);
    let direction = ball.velocity;
    for (const event of world.events.of('hit')) {
      const other = event.a === ball ? event.b : event.a;
      if (bricks.delete(other)) {
        hit.push(other);
        other.remove();
      } else if (other === paddle) {
        // Where it meets the paddle decides where it goes, as in the arcade.
        direction = [7 * (ball.position[0] - paddle.position[0]), 8];
        returns++;
      }
    }
    // Never flat, always as fast.
    const [dx, dy] = direction;
    const steep = Math.max(Math.abs(dy), Math.abs(dx) * 0.3, 0.1);
    const scale = speed / Math.sqrt(dx * dx + steep * steep);
    ball.velocity = [dx * scale, (dy < 0 ? -steep : steep) * scale];
    const [bx, by] = ball.position;
    inside &&= bx > 0 && bx < width && by > 0 && by < height;
  }
  const gone = hit.every((brick) => !brick.alive);
  return { world, total, hit: hit.length, left: bricks.size, gone, inside, returns, digest: world.digest() };
}

await play(
  import.meta.url,
  run,
  ({ world, total, hit, returns, inside }) => `
${hit} of ${total} bricks in ${world.time.toFixed(1)} s, with ${returns} returns of the paddle.
The ball ${inside ? 'never left' : 'left'} the field.`,
);
