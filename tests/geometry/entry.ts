// AssemblyScript: geometry by itself, for the tests of this folder.
export { distance, normalX, normalY, pointAX, pointAY, pointBX, pointBY } from '../../assembly/geometry/distance';
export { collide } from '../../assembly/geometry/manifold';
export { flyTo, timeOfImpact } from '../../assembly/geometry/toi';

/** Room for records. */
export const room: usize = memory.data(4096, 16);
