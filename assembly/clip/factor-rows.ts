// The factors of many clips in one call, without the clips: for whoever asks what a split covers.

import { Distribution } from '../memory/layout';
import { factorCountOf } from '../scenarios/catalogue';
import { attemptClip } from './clip';
import { decidedAfter } from './constraints';
import { setCell } from './cells';
import { foundBlock, foundCell, locate } from './grid';
import { planU32 } from './plan';
import { Plan } from './plan-header';
import { FactorRow, SplitRow, blockRow, factorRow, splitRow } from './plan-rows';
import { factors } from './sampler';

/**
 * Fills f64[count][factors] with the factors of clips, which are simulated as far as rules of the split ask for it; or with `cells`, of a grid, with
 * what its cells say by their axes and constants, NaN for what is drawn clip by clip. Returns 0 or a Failure.
 */
export function fillFactors(split: u32, from: u32, count: u32, cells: bool, out: usize): i32 {
  const row = splitRow(split);
  const bytes = <usize>factorCountOf(planU32(Plan.scenario)) << 3;
  const grid = cells && load<u32>(row, SplitRow.grid) != 0;
  const frames = decidedAfter(row);
  for (let i: u32 = 0; i < count; i++, out += bytes) {
    if (grid) readCell(row, from + i, out);
    else {
      const code = attemptClip(split, from + i, frames);
      if (code) return code;
      memory.copy(out, factors, bytes);
    }
  }
  return 0;
}

/** What the cell of a clip says. */
function readCell(split: usize, index: u32, out: usize): void {
  const count = factorCountOf(planU32(Plan.scenario));
  locate(split, index);
  const block = blockRow(split, foundBlock);
  for (let i: u32 = 0; i < count; i++) {
    const row = factorRow(block, i);
    const constant = load<u32>(row, FactorRow.kind) == Distribution.Constant;
    store<f64>(out + (<usize>i << 3), constant ? load<f64>(<usize>load<u32>(row, FactorRow.parameters)) : NaN);
  }
  setCell(block, count, foundCell, out);
}
