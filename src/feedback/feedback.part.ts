// What the rest of csm takes from here. It is bundled as a file of its own: language tables are heavy.
export { analyse, dictionaryOf, type Findings, type Reading } from './analyse.ts';
export { LONGEST } from './clean.ts';
export { type ThemeEntry, themesOf } from './dictionary.ts';
export type { Comment } from './read.ts';
export type { ThemeFound } from './found.ts';
export { sampleOf } from './sample.ts';
export { sameTexts } from './same-text.ts';
