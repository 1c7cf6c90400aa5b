import { expect, test } from 'vitest';
import { languageOf } from '../../src/feedback/language.ts';

test.each([
  ['Support Berlin rocks', null],
  ['Too slow', null],
  ['Die Berichte laden leider viel zu langsam', 'de'],
  ['The reports take far too long to load', 'en'],
  ['这个应用程序加载报告的速度实在太慢了我们等了很久', 'zh'],
])('%s: %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
