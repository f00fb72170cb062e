// When the arena is reset, everything on the heap is gone; what still points there forgets it here.

import { heapReset } from '../memory/heap';
import { forgetBroadPhase } from './broad-phase';
import { forgetConstraints } from './constraints';
import { forgetContain } from './contain';
import { forgetEventList } from './event-list';
import { forgetEvents } from './event-queue';
import { forgetGovern } from './govern';
import { forgetIslands } from './joints/islands';
import { forgetJoints } from './joints/joints';
import { forgetPulling } from './joints/pulling';
import { forgetTurns } from './joints/turns';
import { forgetQueries } from './query';
import { forgetSleep } from './sleep';
import { forgetSolveStep } from './solve-step';
import { forgetTogether } from './together';
import { forgetTurn } from './turn';

/** Empties the heap. Every world is gone afterwards. */
export function forgetHeap(): void {
  heapReset();
  forgetBroadPhase();
  forgetConstraints();
  forgetContain();
  forgetEventList();
  forgetEvents();
  forgetGovern();
  forgetIslands();
  forgetJoints();
  forgetPulling();
  forgetQueries();
  forgetSleep();
  forgetSolveStep();
  forgetTogether();
  forgetTurn();
  forgetTurns();
}
