import { describe, expect, it } from 'vitest';
import type { Written } from '../model/scenarios.ts';
import { mistakesOf, TRAFFIC, work } from './mistakes-of-graphs.ts';

describe('ways', () => {
  it.each<[string, Written, Written, string[]]>([
    [
      'with a script for ways that there are not, or that does nothing',
      {
        shop: { regions: ['eu'], calls: [{ to: 'pay' }] },
        pay: { ...work, regions: ['us'] },
      },
      {
        regions: {
          eu: { us: '40ms', moon: '1s' },
          script: [
            { at: 0, from: 'eu', to: 'uss', outage: 'hang' },
            { at: 0, from: 'eu', to: 'eu', outage: 'hang' },
            { at: 0, from: 'us', to: 'moon', delay: 'x2' },
            { at: 0, from: 'us', to: 'eu' },
          ],
        },
      },
      [
        'regions.script[0].to: the region "uss"; one of eu, us, moon; us?',
        'regions.script[1].to: "eu"; another region than eu',
        'regions.script[2]: a way whose delay nobody says: us to moon; the delay between us and moon in "regions"',
        'regions.script[3]: an entry that changes nothing; something for it to change: delay, outage',
      ],
    ],
    [
      'with slips on the way to a backup',
      {
        shop: {
          calls: [
            {
              to: 'pay',
              pipeline: [
                {
                  fallback: {
                    kind: 'backup',
                    to: 'mail',
                    pipeline: [
                      { fallback: { kind: 'backup', to: 'pai' } },
                      { breaker: { before: 'region' } },
                    ],
                  },
                },
              ],
            },
          ],
        },
        pay: work,
        mail: work,
      },
      {},
      [
        'services.shop.calls[0].pipeline[0].fallback.pipeline[0].fallback.to: "pai"; one of shop, pay, mail; pay?',
        'services.shop.calls[0].pipeline[0].fallback.pipeline[1].breaker.before: "region"; "regions" of the service mail beside it',
      ],
    ],
  ])('%s are a mistake', (_, services, more, mistakes) => {
    expect(mistakesOf(services, { traffic: TRAFFIC, ...more })).toEqual(mistakes);
  });
});
