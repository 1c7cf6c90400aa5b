import { share } from '../calculator/fold.ts';
import { defineMetric, invitations } from '../records/dataset.ts';

/** The method is the kind of survey. Whoever does not answer may think otherwise: no interval covers that. */
export default defineMetric({
  id: 'response_rate',
  title: 'Response rate',
  question: 'What share of the surveys sent were answered?',
  formula: 'surveys sent in the period that were answered / surveys sent in the period',
  topic: 'surveys',
  rank: 1,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_surveys_sent',
  methods: ['nps', 'csat', 'ces', 'enps'],
  from: invitations,
  fold: share(),
  observe: ({ kind, score }, _, { method }) => (kind === method ? score !== null : null),
  lacks: (facts) => (facts.has('surveys', 'sent_at') ? null : 'no_sent_at'),
});
