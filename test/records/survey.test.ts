import { describe, expect, test } from 'vitest';
import { surveySchema } from '../../src/records/survey.ts';
import { accepted, type Cells, refused } from './support.ts';

const base: Cells = { kind: 'csat', score: '4', responded_at: '2024-07-02' };

test.each([
  ['nps', 'nps'],
  ['NPS', 'nps'],
  ['Net Promoter Score', 'nps'],
  ['customer-satisfaction', 'csat'],
  ['Customer effort', 'ces'],
  ['eNPS', 'enps'],
  ['other', 'other'],
])('%s is %s', (word, kind) => {
  expect(accepted(surveySchema, { ...base, kind: word }).kind).toBe(kind);
});

test('a kind nobody says is that of the command, else another', () => {
  expect(accepted(surveySchema, { ...base, kind: '' }, { surveyKind: 'ces' }).kind).toBe('ces');
  expect(accepted(surveySchema, { ...base, kind: '' })).toMatchObject({ kind: 'other', scale: null });
  expect(refused(surveySchema, { ...base, kind: 'npss' })).toEqual(['kind: field/enum']);
});

// METRICS.md 2.1, 2.3 and 2.4: what a kind is asked on when nothing says it.
test.each([
  ['nps', '0', '10', '-1', '11'],
  ['enps', '0', '10', '-1', '11'],
  ['csat', '1', '5', '0', '6'],
  ['ces', '1', '7', '0', '8'],
])('%s runs from %s to %s', (kind, min, max, below, above) => {
  const cells = { ...base, kind };
  expect(accepted(surveySchema, { ...cells, score: min }).scale).toEqual({ min: Number(min), max: Number(max) });
  expect(accepted(surveySchema, { ...cells, score: max }).score).toBe(Number(max));
  expect([below, above].map((score) => refused(surveySchema, { ...cells, score }))).toEqual([
    ['score: field/out-of-range'],
    ['score: field/out-of-range'],
  ]);
});

test('another question runs on any scale', () => {
  expect(accepted(surveySchema, { ...base, kind: 'other', score: '-250' }).score).toBe(-250);
});

test.each<[string, Cells, { min: number; max: number }]>([
  ['1-10', { scale: '1-10' }, { min: 1, max: 10 }],
  ['1 to 7', { scale: '1 to 7' }, { min: 1, max: 7 }],
  ['0..100', { scale: '0..100' }, { min: 0, max: 100 }],
  ['1–4', { scale: '1–4' }, { min: 1, max: 4 }],
  ['its ends', { scale_min: '0', scale_max: '10' }, { min: 0, max: 10 }],
  ['its ends before its name', { scale_min: '0', scale_max: '10', scale: '1-5' }, { min: 0, max: 10 }],
  ['one end: the usual', { scale_min: '0', scale_max: '' }, { min: 1, max: 5 }],
  ['blank: the usual', { scale: '' }, { min: 1, max: 5 }],
])('a scale by %s', (_, cells, scale) => {
  expect(accepted(surveySchema, { ...base, ...cells })).toMatchObject({ scale });
});

test('a scale that no column says', () => {
  expect(accepted(surveySchema, base, { scale: { min: 1, max: 10 } })).toMatchObject({ scale: { min: 1, max: 10 } });
  expect(refused(surveySchema, { ...base, scale: '1-3' })).toEqual(['score: field/out-of-range']);
});

// METRICS.md 2.1: 1-10 with a warning, others are refused.
test('NPS is asked on 0-10', () => {
  const notices: string[] = [];
  const notice = (code: string) => notices.push(code);
  const asked = (scale: string, kind = 'nps') => refused(surveySchema, { ...base, kind, scale }, { notice });
  expect([asked('0-10'), asked('1-5'), asked('2-10'), asked('0-100', 'enps')]).toEqual([
    [],
    ['scale: survey/scale'],
    ['scale: survey/scale'],
    ['scale: survey/scale'],
  ]);
  expect(notices).toEqual([]);
  expect([asked('1-10'), notices]).toEqual([[], ['survey/scale']]);
});

test.each<[string, Cells, string[]]>([
  ['an answer', {}, []],
  ['no answer', { score: '', responded_at: '' }, []],
  ['opened and left', { score: '', responded_at: '2024-07-02' }, []],
  ['an answer without a date', { responded_at: '' }, ['responded_at: field/missing']],
  ['7.5 is never rounded', { score: '3.5' }, ['score: field/not-integer']],
  ['a label', { score: '5 - Great' }, ['score: field/type']],
  ['answered after it was sent', { sent_at: '2024-07-01' }, []],
  ['answered the day it was sent', { sent_at: '2024-07-02T10:00:00Z' }, []],
  ['answered before it was sent', { sent_at: '2024-07-03' }, ['responded_at: row/negative-duration']],
  [
    'answered a second before it was sent',
    { responded_at: '2024-07-02T10:00:00Z', sent_at: '2024-07-02T10:00:01Z' },
    ['responded_at: row/negative-duration'],
  ],
  ['of effort', { kind: 'ces', direction: 'Effort' }, []],
  ['of something', { kind: 'ces', direction: 'up' }, ['direction: field/enum']],
])('%s', (_, cells, expected) => {
  expect(refused(surveySchema, { ...base, ...cells })).toEqual(expected);
});

describe('what is blank', () => {
  test('is null', () => {
    const cells = {
      ...base,
      respondent_id: '',
      ticket_id: '',
      customer_id: '',
      comment: '',
      response_id: '',
      direction: '',
    };
    expect(accepted(surveySchema, cells)).toMatchObject({
      response_id: null,
      respondent_id: null,
      customer_id: null,
      ticket_id: null,
      sent_at: null,
      direction: null,
      comment: null,
    });
  });
});
