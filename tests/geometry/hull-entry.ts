// AssemblyScript: the set-up of shapes by itself, for hull.test.ts, mass.test.ts and neighbours.test.ts.
export { makeGeometry } from '../../assembly/geometry/hull';
export { massArea, massInertia, massOf, massX, massY } from '../../assembly/geometry/mass';
export { findNeighbours } from '../../assembly/geometry/neighbours';
export { STATUS } from '../../assembly/memory/status';

/** Free memory for arguments and results. */
export const room: usize = memory.data(65536, 16);
