import { expect, test } from 'vitest';
import themeShare from '../../src/metrics/theme-share.ts';
import type { Remark } from '../../src/records/remark.ts';
import { dayFrom } from '../calculator/support.ts';
import { measure } from './support.ts';

const remark = (on: string, ...themes: string[]): Remark => ({
  day: dayFrom(on),
  bucket: 'negative',
  customer_id: null,
  account: null,
  themes,
});

test.each([
  ['no theme', [remark('2024-07-01')], 0, 1],
  ['one', [remark('2024-07-01', 'speed')], 1, 1],
  ['two themes are of one comment', [remark('2024-07-31', 'speed', 'login and access')], 1, 1],
  ['another month', [remark('2024-08-01', 'speed'), remark('2024-07-01')], 0, 1],
])('%s', (_, remarks, numerator, denominator) => {
  expect(measure(themeShare, { remarks })).toMatchObject({ numerator, denominator });
});

test('nothing was written: null', () => {
  expect(measure(themeShare, { remarks: [] })).toMatchObject({ value: null, reason: 'no_comments' });
});
