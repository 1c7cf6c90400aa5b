import type { Fold } from './fold.ts';

/** A fold over all there are, none of them drawn: its value is no estimate, and has neither interval nor verdict. */
export const ofAll = <Observation, State>(fold: Fold<Observation, State>): Fold<Observation, State> => ({
  start: () => fold.start(),
  add: (state, observation) => fold.add(state, observation),
  merge: (into, from) => fold.merge(into, from),
  summarise: (state) => fold.summarise(state),
});
