import { share } from '../calculator/fold.ts';
import { defineMetric, remarks } from '../records/dataset.ts';

/** The total is of any theme; beside it stands a row for each theme, and one comment can have several. */
export default defineMetric({
  id: 'theme_share',
  title: 'Comments with a theme',
  question: 'What do customers write about?',
  formula: 'comments with a theme of the dictionary / comments in a language it is in, each text once',
  topic: 'feedback',
  rank: 3,
  unit: 'ratio',
  better: 'neither',
  empty: 'no_comments',
  from: remarks,
  fold: share(),
  observe: ({ themes }) => themes.length > 0,
});
