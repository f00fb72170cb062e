// Between worlds and pictures.
import { mat2d, vec2 } from 'gl-matrix';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cameraMatrix, loadKinema, toPixel, toWorld, viewCamera } from '../../dist/node.js';

const test = suite('camera');
const kinema = await loadKinema();

test('the camera of a picture points at what is drawn there', () => {
  const world = kinema.world();
  const place = vec2.fromValues(3.1, -1.7);
  world.addBody({
    type: 'static',
    position: [place[0], place[1]],
    shapes: [{ circle: { radius: 0.05 }, color: 'red' }],
  });
  const view = [-2, -4, 6, 2] as const;
  const size = [400, 300] as const;
  const { data } = world.draw({ view, size, outlines: false });
  const camera = viewCamera(view, size);
  const [column, row] = toPixel(camera, place);
  const at = 4 * (Math.round(row as number) * size[0] + Math.round(column as number));
  assert.equal([...data.subarray(at, at + 3)], [255, 0, 0]);
  assert.equal([...data.subarray(at + 40, at + 43)], [255, 255, 255]);
  const back = toWorld(camera, [column as number, row as number]);
  assert.ok(vec2.distance(back, place) < 1e-5);
});

test('a body hands its frame over as a matrix', () => {
  const body = kinema.world().addBody({ position: [2, 1], angle: Math.PI / 2 });
  const matrix = body.transform();
  const tip = vec2.transformMat2d(vec2.create(), [1, 0], matrix);
  assert.ok(vec2.distance(tip, [2, 2]) < 1e-6);
  assert.ok(vec2.distance(tip, body.toWorld(vec2.fromValues(1, 0))) < 1e-6);
  const screen = mat2d.multiply(mat2d.create(), cameraMatrix(viewCamera([0, 0, 4, 4], [400, 400])), matrix);
  const pixel = vec2.transformMat2d(vec2.create(), [1, 0], screen);
  assert.ok(vec2.distance(pixel, [199.5, 199.5]) < 1e-3);
  assert.is(body.transform(matrix), matrix);
});

test.run();
