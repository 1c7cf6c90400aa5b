import type { Command } from 'commander';

/** The word behind `csm feedback` that asks for a sample to be judged; its options are those of csm feedback. */
export const LABEL = 'label';

/** Makes the help of `csm feedback` that of `csm feedback label`. */
export function describeLabel(feedback: Command): void {
  feedback
    .usage(`${LABEL} [options] [files...]`)
    .description(
      'Writes twenty comments of each theme as CSV, always the same ones: say yes or no under "right", for as many as you like, and csm feedback --labels FILE tells the precision of each theme.',
    )
    .addHelpText(
      'after',
      '\nA sample, and what was said of it:\n  csm feedback label -p 2024-Q2 -o sample.csv\n  csm feedback -p 2024-Q2 --labels sample.csv',
    );
}
