import { describe, expect, test } from 'vitest';
import { hitsOf, soughtIn, themesOf } from '../../src/feedback/dictionary.ts';
import { STARTER } from '../../src/feedback/starter.ts';
import { tokensOf } from '../../src/feedback/tokens.ts';

// Comments as customers write them, short and plain, and the theme each has to be in, or must not be in.

const themes = themesOf(STARTER);
const themesIn = (text: string): string[] =>
  themes.filter((theme) => hitsOf(theme, soughtIn(tokensOf(text))).length > 0).map(({ name }) => name);

const FOUND: Readonly<Record<string, readonly string[]>> = {
  speed: [
    'Too slow for our team of 40',
    'Dashboard loads forever',
    'Loading times are a joke',
    'Everything takes ages',
    'Search needs 30 seconds every time',
    'The app hangs when 5 people are in it',
    'page load is awful',
    'Dashboards load slowly on Monday mornings',
    'Takes too long to load reports',
    'Slow as molasses with more than 10k rows',
  ],
  'support speed': [
    'Slow ticket response',
    'No one answers the phone',
    'Three weeks and still no answer from support',
    'Support takes days to get back to us',
    'Response times got worse',
    'Support is hard to reach',
    'Took you five days to answer a simple question',
    'Tickets sit for weeks',
  ],
  'billing and price': [
    'Not happy with the price',
    'Way too expensive for small teams',
    'Pricing is too high for what we get',
    'Price increase of 20 % with no warning',
    'The new pricing killed it for us',
    'We pay more every year and get less',
    'Costs too much per seat',
    'Invoices never match our PO',
    'Unhappy with the new pricing',
    'Per-seat pricing does not scale for us',
  ],
  'bugs and reliability': [
    'Full of bugs since the last release',
    'Numbers in the report do not add up',
    "Notifications don't arrive",
    'Data disappeared after the migration',
    'The app keeps crashing on Android',
    'Half the buttons do nothing',
    "Charts don't load in Firefox",
    'Reports show wrong numbers',
    'Constant outages this quarter',
  ],
  'login and access': [
    "Can't get into my account",
    'SSO never works for new colleagues',
    "Password reset doesn't work",
    'I keep getting logged out',
  ],
  'support knowledge': [
    'First line has no clue',
    'Support just sends links to the docs',
    'Had to explain my problem three times',
    "Agents don't know the product",
    'Support could not help us',
    'My issue was never resolved',
  ],
  'onboarding and docs': [
    'Docs are out of date',
    'Onboarding was a mess',
    'Nobody showed us how to set it up',
    'Implementation took six months',
    'Not enough training for new users',
  ],
  'missing features': [
    'No dark mode',
    'Missing bulk edit',
    'We need better reporting',
    'No way to export per team',
    'Would be nice to have recurring invoices',
    'Reporting is weak',
  ],
  'integrations and export': [
    'Salesforce integration is flaky',
    'CSV export cuts off after 1000 rows',
    'We need a HubSpot integration',
    'API rate limits are too low',
    'Does not sync with Outlook',
  ],
  usability: [
    'Too many clicks',
    'The UI feels dated',
    'Hard to find anything since the redesign',
    'Interface is not intuitive',
    'My team struggles to use it',
  ],
  'contract and cancelling': [
    'Stuck in a 3 year contract',
    'We are moving to a competitor at the end of the year',
    'Cancelling is a nightmare',
    'You auto renewed us without asking',
  ],
  praise: ['Really happy with it', "Couldn't live without it", 'Works great for our team'],
  'praise of support': [
    'Anna from support is a star',
    'Support always gets back to us within the hour',
    'Quick and friendly help',
    'Support Berlin rocks',
  ],
  'praise of the product': [
    'Super easy to set up',
    'Never had an outage in two years',
    'Does exactly what we need',
    'Loads fast even with big files',
  ],
  'praise of the price': ['Good value for a small team', 'Happy with the price'],
};

const NOT: Readonly<Record<string, readonly string[]>> = {
  praise: ['Not happy with the price', 'Unhappy with the new pricing'],
  'bugs and reliability': ['Never had an outage in two years', 'The numbers add up', 'Bugs get fixed fast'],
  speed: [
    'Your team is slow',
    'The team takes forever',
    'Slow ticket response',
    'Support is not slow',
    'Loads fast even with big files',
  ],
  'praise of the product': ['fast team'],
  'praise of support': ['Support never gets back to us within the week', 'Support is no star'],
  'support knowledge': ['Support did help us', 'The links in the docs helped us'],
  'onboarding and docs': ['Implementation took no months', 'Onboarding was a breeze'],
  'login and access': ['We can get into details with you'],
  'missing features': ['We do not need more reports', 'We have no complaints'],
  'integrations and export': ['We do not need an integration'],
  'billing and price': [
    'We would pay more for it',
    'Happy with the price',
    'Not unhappy with the price',
    'We are happy with the new pricing',
  ],
  usability: ['My team does not struggle to use it'],
  'support speed': ['Support always gets back to us within the hour'],
  'contract and cancelling': ['We moved from a competitor and never looked back'],
  'praise of the price': ['Not happy with the price'],
};

describe.each(Object.entries(FOUND))('%s', (name, texts) => {
  test.each(texts)('is in: %s', (text) => {
    expect(themesIn(text)).toContain(name);
  });
});

describe.each(Object.entries(NOT))('%s', (name, texts) => {
  test.each(texts)('is not in: %s', (text) => {
    expect(themesIn(text)).not.toContain(name);
  });
});
