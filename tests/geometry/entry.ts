// AssemblyScript: geometry by itself, for the tests of this folder.
export { collide } from '../../assembly/geometry/manifold';

/** Room for records. */
export const room: usize = memory.data(4096, 16);
