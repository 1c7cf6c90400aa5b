import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/config/json.ts';
import { CsmError } from '../../src/errors.ts';

const refused = (text: string): string => {
  try {
    parseJson('f', text);
  } catch (error) {
    if (error instanceof CsmError) return `${error.at} ${error.code} ${error.message} | ${error.hint ?? ''}`;
    throw error;
  }
  return 'no error';
};

test.each([
  'null',
  '-0.5e+3',
  '"\\u00e9\\n\\"\\\\/"',
  '[]',
  '{}',
  ' { "a" : [ 1 , { "b" : null } , [ ] ] , "" : true } ',
  '{"__proto__":{"x":1}}',
])('%s is what JSON.parse makes of it', (text) => {
  expect(parseJson('f', text).value).toEqual(JSON.parse(text));
});

test('a key called __proto__ is a key', () => {
  const { value } = parseJson('f', '{"__proto__":{"x":1}}');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect((value as { x?: number }).x).toBeUndefined();
});

describe('places', () => {
  const { at } = parseJson('f', '{\n  "a": [10, {"b": "x"}],\r\n\t"é😀": {\n"c":1 }\n}');
  test.each([
    [[], 'value', 'f:1:1'],
    [['a'], 'key', 'f:2:3'],
    [['a'], 'value', 'f:2:8'],
    [['a', 0], 'value', 'f:2:9'],
    [['a', 1, 'b'], 'key', 'f:2:14'],
    [['a', 1, 'b'], 'value', 'f:2:19'],
    [['é😀'], 'value', 'f:3:8'],
    [['é😀', 'c'], 'value', 'f:4:5'],
    [['a', 7, 'q'], 'value', 'f:2:8'],
    [['gone'], 'key', 'f:1:1'],
  ] as const)('the place of %j, its %s: %s', (path, part, place) => {
    expect(at(path, part)).toBe(place);
  });
});

test.each([
  ['', 'f:1:1 config/syntax not JSON: it ends too early | '],
  ['{', 'f:1:2 config/syntax not JSON: it ends too early | '],
  ['{"a":1', 'f:1:7 config/syntax not JSON: it ends too early | '],
  ['[1 2]', 'f:1:4 config/syntax not JSON: unexpected 2 | '],
  ['{"a":1,}', 'f:1:8 config/syntax not JSON: unexpected } | is there a comma before it?'],
  ['[1,]', 'f:1:4 config/syntax not JSON: unexpected ] | is there a comma before it?'],
  ["{'a':1}", "f:1:2 config/syntax not JSON: unexpected ' | texts stand in double quotes"],
  ['{a:1}', 'f:1:2 config/syntax not JSON: unexpected a | '],
  ['{"a" 1}', 'f:1:6 config/syntax not JSON: unexpected 1 | '],
  ['// x\n{}', 'f:1:1 config/syntax not JSON: it has no comments | take the comment out'],
  ['{} {}', 'f:1:4 config/syntax not JSON: unexpected { | '],
  ['NaN', 'f:1:1 config/syntax not JSON: unexpected N | '],
  ['01', 'f:1:1 config/syntax not JSON: unexpected 0 | '],
  ['1.', 'f:1:1 config/syntax not JSON: unexpected 1 | '],
  ['"a\nb"', 'f:1:1 config/syntax not JSON: unexpected " | '],
  ['"\\x"', 'f:1:1 config/syntax not JSON: unexpected " | '],
  ['{"a":1,\n "a":2}', 'f:2:2 config/duplicate-key key a stands here again | keep one of them'],
  ['['.repeat(5000), `f:1:22 config/syntax more than 20 deep | `],
])('%j is refused', (text, said) => {
  expect(refused(text)).toBe(said);
});
