// AssemblyScript: the heap and what stands on it, by themselves, for heap.test.ts, tree.test.ts and pairs.test.ts.

export { pairsAdd, pairsClear, pairsClose, pairsFind, pairsOpen, pairsRemove } from '../../assembly/dynamics/pair-set';
export { aim, enter, nextItem, shorten } from '../../assembly/dynamics/query-walk';
export { sortU64 } from '../../assembly/dynamics/sort';
export {
  isLeaf,
  leafBounds,
  leafItem,
  treeClose,
  treeHeight,
  treeInsert,
  treeLeaves,
  treeMove,
  treeOpen,
  treeRemove,
} from '../../assembly/dynamics/tree';
export { treeQuery } from '../../assembly/dynamics/tree-query';
export { treeBytes, treeRead, treeWrite } from '../../assembly/dynamics/tree-words';
export { mark, reset } from '../../assembly/memory/arena';
export { heapAllocate, heapFree, heapGrow, heapReset, heapUsed } from '../../assembly/memory/heap';
export { clearStatus, STATUS } from '../../assembly/memory/status';
