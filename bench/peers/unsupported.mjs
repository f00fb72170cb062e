/** A scene holds a shape that the engine does not have. */
export class UnsupportedShape extends Error {
  unsupported = true;

  constructor(engine, shape) {
    super(`${engine} has no ${Object.keys(shape)[0]}`);
  }
}
