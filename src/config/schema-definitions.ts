import * as z from 'zod/mini';
import { about, text } from './schema-words.ts';

// How numbers are defined where the line does not say.

/** What of csm a config can name: metrics by id, methods by topic, and the words of options by their name. */
export interface Known {
  readonly metrics: readonly string[];
  readonly methods: Readonly<Record<string, readonly string[]>>;
  readonly words: Readonly<Record<string, readonly string[]>>;
}

export const oneOf = (words: readonly string[] = []) => z.enum(words, { error: `one of ${words.join(', ')}` });
const days = () => z.int({ error: 'a number of days' }).check(z.minimum(0), z.maximum(9999));

export const rules = ({ words }: Known) =>
  z
    .strictObject(
      {
        as: about(oneOf(words['as']), 'A product whose definitions count where nothing else is said'),
        churnAt: about(oneOf(words['churnAt']), 'When a cancelled subscription leaves'),
        endDate: about(oneOf(words['endDate']), 'Whether an end is the first day without service, or the last with it'),
        paused: about(oneOf(words['paused']), 'What a pause is'),
        pastDue: about(oneOf(words['pastDue']), 'Whether what is past due still counts'),
        delinquentDays: about(days(), 'Past due for more days than that is churn'),
        gapDays: about(days(), 'So many days between two subscriptions are no churn'),
        freeAs: about(oneOf(words['freeAs']), 'What a change to a free plan is'),
        discounts: about(oneOf(words['discounts']), 'Which discounts come off'),
        metered: about(oneOf(words['metered']), 'Whether the amount of what is billed by use counts'),
      },
      { error: 'an object of rules' },
    )
    .check(
      z.refine(({ pastDue, delinquentDays }) => pastDue !== 'exclude' || delinquentDays === undefined, {
        error: 'one of pastDue exclude and delinquentDays, which say two things of the same rows',
      }),
    );

const scale = (isRight: (min: number, max: number) => boolean, error: string) =>
  text(error).check(
    z.refine(
      (value) => {
        const [, min, max] = /^(\d{1,3})-(\d{1,3})$/.exec(value) ?? [];
        return min !== undefined && max !== undefined && isRight(Number(min), Number(max));
      },
      { error },
    ),
  );
const promoters = () => scale((min, max) => min <= 1 && max === 10, '"0-10", or "1-10"');
const answers = () => scale((min, max) => min < max, 'the lowest and the highest answer, such as "1-5"');

export const surveys = ({ words }: Known) =>
  z.strictObject(
    {
      scale: about(
        z.strictObject(
          {
            nps: z.optional(promoters()),
            enps: z.optional(promoters()),
            csat: z.optional(answers()),
            ces: z.optional(answers()),
          },
          { error: 'an object of kinds of survey' },
        ),
        'What answers are on where the export does not say, by kind: "1-5"',
      ),
      satisfiedMin: about(
        z.int({ error: 'a whole number' }).check(z.minimum(0), z.maximum(1000)),
        'The lowest satisfied answer of CSAT',
      ),
      direction: about(oneOf(words['direction']), 'What CES asks for where the export does not say'),
      responses: about(oneOf(words['responses']), 'Whose answer counts, of several by one respondent'),
    },
    { error: 'an object' },
  );
