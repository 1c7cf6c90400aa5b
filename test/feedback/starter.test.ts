import { describe, expect, test } from 'vitest';
import { hitsOf, soughtIn, themesOf } from '../../src/feedback/dictionary.ts';
import { STARTER } from '../../src/feedback/starter.ts';
import { tokensOf } from '../../src/feedback/tokens.ts';

// What each theme of the starter is to find, and what it is not: mostly what its words mean when they are denied, or
// when they are about something else.

const themes = themesOf(STARTER);
const themesIn = (text: string): string[] =>
  themes.filter((theme) => hitsOf(theme, soughtIn(tokensOf(text))).length > 0).map(({ name }) => name);

const FOUND: Readonly<Record<string, readonly string[]>> = {
  speed: [
    'Reports are slow.',
    'It takes forever to open a page',
    'Searching is painfully sluggish',
    'The dashboard keeps loading',
    'Pages stop with "504 Gateway Timeout"',
    'It could be faster',
    'Poor performance since the update',
    'The screen freezes all the time',
  ],
  'bugs and reliability': [
    'The app crashes on import',
    "It doesn't work on Safari",
    'Saving failed 3 times today',
    'The totals were wrong, twice',
    'It only says "something went wrong"',
    'Too many bugs',
    'The system was down for a day',
    'We lost our data',
  ],
  'login and access': [
    'We were locked out for 3 hours',
    "I can't log in",
    'Unable to sign in since Monday',
    'SSO sends us into a loop',
    'The reset mail never came',
    'Single sign-on sends us round in circles',
  ],
  'billing and price': [
    'too expensive',
    'We were charged twice',
    'The price went up and nobody told us',
    'Hidden fees everywhere',
    'The invoice is always wrong',
    "It's not worth the money",
    'We are paying too much',
  ],
  'support speed': [
    'I waited 3 days for an answer',
    'Support is very slow',
    'Nobody answered my ticket',
    'It took weeks to get a reply',
    'Still waiting',
    'You never replied',
    'Slow response from the team',
  ],
  'support knowledge': [
    'I had to explain it three times',
    'The agent was rude and clueless',
    'My ticket was closed too early',
    'Terrible support',
    'They did not understand my question',
    'Only canned answers',
    'customer service sucks big time',
  ],
  'onboarding and docs': [
    'The setup guide is out of date',
    'Onboarding left us with 9 open questions',
    'I could not find it in the docs',
    'There is no documentation',
    'A steep learning curve',
    'Hard to set up',
  ],
  'missing features': [
    'missing features',
    'We still miss approval steps',
    'Please add a dark mode',
    'I wish it had reminders',
    'Reporting is too basic',
    'The mobile app lacks half of it',
    'Would love to see recurring tasks',
  ],
  'integrations and export': [
    'The export was empty again',
    'The CRM sync stops every 8 days',
    "It doesn't integrate with Salesforce",
    'No API',
    'We copy everything by hand',
    'The webhook fails',
  ],
  usability: [
    'The new menu is confusing',
    'It takes 5 clicks to close a task',
    'Hard to use',
    'Not user-friendly',
    'An outdated interface',
    'My colleagues find it difficult to navigate',
  ],
  'contract and cancelling': [
    'switched to competitor',
    'We are looking at alternatives',
    'We will not renew',
    'We want to cancel',
    'We were auto-renewed',
    'Locked in for two years',
  ],
  praise: ['We love it', 'Great product', 'I would recommend it', 'No complaints.', 'Saves us hours', 'Very happy'],
  'praise of the product': [
    'Easy to use',
    'It just works',
    'No errors for months',
    'It got noticeably faster',
    'Very intuitive and stable',
    'Everything is where you expect it',
  ],
  'praise of support': [
    'Great support',
    'The team is very helpful',
    'Support answered within 5 minutes',
    'The bug was fixed within 8 hours',
    'Quick response',
    'friendly, competent help',
  ],
  'praise of the price': [
    'The price is fair',
    'Good value',
    'Worth every penny',
    'It pays for itself',
    'The invoice was corrected the same day',
    'Billing is clear',
  ],
};

const NOT: Readonly<Record<string, readonly string[]>> = {
  speed: [
    'It is not slow',
    "isn't slow at all",
    'no lag whatsoever',
    'Slow support',
    'I waited for an answer',
    'It is fast',
  ],
  'bugs and reliability': [
    'No errors for months',
    'It never crashes',
    'The bug was fixed within 8 hours',
    'runs without errors',
    'not a single failure',
    'It works',
  ],
  'login and access': [
    'Single sign-on just works',
    'I logged in today',
    'no trouble to log in',
    'locked in a contract',
  ],
  'billing and price': ['It is not expensive', 'The price is fair', 'no hidden fees', 'Billing is clear', 'a fee'],
  'support speed': ['Support answered within 5 minutes', 'no waiting for an answer', 'The support team', 'slow app'],
  'support knowledge': ['The agent understood at once', 'never rude', 'It was explained well', 'Good support'],
  'onboarding and docs': ['The guide answered everything', 'Onboarding was quick', 'good documentation'],
  'missing features': ['Nothing is missing', 'no missing features', 'The new filters are what we asked for'],
  'integrations and export': [
    'Exporting is easy',
    'The sync runs without a hitch',
    'The export never fails',
    'the API',
  ],
  usability: ['not confusing at all', 'Easy to use', 'The invoice is confusing', 'a menu'],
  'contract and cancelling': [
    'Better than the competitors',
    'We renewed the contract',
    'We will never cancel',
    'leave',
  ],
  praise: [
    'We do not love it',
    'It would be great if it worked',
    'not happy',
    'I cannot recommend it',
    'Saving failed 9 times',
  ],
  'praise of the product': [
    'Not easy to use',
    'It could be faster',
    'should be easier to use',
    'fast support',
    'unstable',
  ],
  'praise of support': [
    'The support is not helpful',
    'Support could be more helpful',
    'The bug was not fixed',
    'the team',
  ],
  'praise of the price': ['The price is not fair', 'poor value', 'not worth the price', 'The billing is unclear'],
};

describe.each(STARTER)('$name', ({ name, any }) => {
  test('has ten patterns or more, none twice', () => {
    expect(any.length).toBeGreaterThanOrEqual(10);
    expect(new Set(any).size).toBe(any.length);
  });

  test.each(FOUND[name] ?? [])('is in: %s', (text) => {
    expect(themesIn(text)).toContain(name);
  });

  test.each(NOT[name] ?? [])('is not in: %s', (text) => {
    expect(themesIn(text)).not.toContain(name);
  });
});

test('nobody is unhappy who says so: no complaint is in praise', () => {
  const complaints = new Set(STARTER.filter(({ tone }) => tone === 'complaint').map(({ name }) => name));
  for (const [name, texts] of Object.entries(FOUND)) {
    if (!name.startsWith('praise')) continue;
    for (const text of texts) expect([text, themesIn(text).filter((each) => complaints.has(each))]).toEqual([text, []]);
  }
});

test('and no praise is in complaints', () => {
  const praise = new Set(STARTER.filter(({ tone }) => tone === 'praise').map(({ name }) => name));
  for (const [name, texts] of Object.entries(FOUND)) {
    if (name.startsWith('praise')) continue;
    for (const text of texts) expect([text, themesIn(text).filter((each) => praise.has(each))]).toEqual([text, []]);
  }
});
