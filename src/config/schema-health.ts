import * as z from 'zod/mini';
import { COMPONENTS, MISSING, OVERRIDES } from '../health/config.ts';
import { about, text, texts } from './schema-words.ts';

/** At least 0. */
const weight = () => z.number({ error: 'a number from 0 up' }).check(z.minimum(0));
const weights = () => z.record(z.string(), weight(), { error: 'an object of numbers' });
const whole = (least: number, most: number) =>
  z.int({ error: `a whole number from ${least} to ${most}` }).check(z.minimum(least), z.maximum(most));
const share = () => z.number({ error: 'a share from 0 to 1' }).check(z.minimum(0), z.maximum(1));

const bandPair = () =>
  z.array(z.number({ error: 'a number from 0 to 100' }).check(z.minimum(0), z.maximum(100)), { error: BANDS }).check(
    z.minLength(2, { error: BANDS }),
    z.maxLength(2, { error: BANDS }),
    z.refine(([red = 0, yellow = 0]) => red < yellow, { error: BANDS }),
  );

/** How customers are scored. */
export const health = () =>
  z.strictObject(
    {
      version: about(text(), 'What this config is called; raise it when a score means something else'),
      weights: about(
        weights(),
        `What each component weighs: ${COMPONENTS.join(', ')}, or a column of the customers export that gives its score`,
      ),
      targets: about(
        z.strictObject(
          {
            activeDays: about(whole(1, 28), 'Days with use, of 28, that are all that can be wished for'),
            keyFeatures: about(texts(), 'Features that a customer should use'),
            highPriority: about(texts(), 'Priorities of tickets that are high'),
            pastDueDays: about(whole(1, 365), 'So many days past due are as bad as it gets'),
            seatUse: about(share(), 'The share of seats in use that makes a customer one who may want more'),
          },
          { error: 'an object' },
        ),
        'What customers are measured against',
      ),
      bands: about(bandPair(), 'Red up to the first, yellow up to the second, green above: [50, 75]'),
      bandsBy: about(
        z
          .record(z.string(), z.record(z.string(), bandPair(), { error: BANDS_BY }), { error: BANDS_BY })
          .check(z.refine((columns) => Object.keys(columns).length === 1, { error: BANDS_BY })),
        'Bands by the values of one column of the customers export: { "segment": { "smb": [40, 65] } }; others go by bands',
      ),
      minCoverage: about(share(), 'The share of the weights that must be known for a band'),
      missing: about(
        z.enum(MISSING, { error: `one of ${MISSING.join(', ')}` }),
        'What a component nobody knows is: left out (drop), 50 (neutral) or 0 (worst)',
      ),
      overrides: about(
        z.array(z.enum(OVERRIDES, { error: `one of ${OVERRIDES.join(', ')}` }), { error: 'a list of texts' }),
        'What makes a customer red whatever its score: scheduled_cancel',
      ),
      profiles: about(
        z.record(
          z.string(),
          z.strictObject(
            {
              youngerThan: z.int({ error: 'a whole number of days' }).check(z.minimum(1)),
              weights: weights(),
              trends: about(z.boolean({ error: 'true or false' }), 'Whether trends have a part'),
            },
            { error: 'an object' },
          ),
          { error: 'an object of profiles' },
        ),
        'Other weights for customers younger than so many days, by name',
      ),
    },
    { error: 'an object' },
  );
const BANDS_BY = 'an object of one column, with bands for its values: { "segment": { "smb": [40, 65] } }';
const BANDS = 'two numbers from 0 to 100, the lower one first: [50, 75]';
