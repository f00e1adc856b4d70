import { describe, expect, it } from 'vitest';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { mistakesOf, TRAFFIC, work } from './mistakes-of-graphs.ts';

describe('a graph', () => {
  it.each<[string, Written, Written, string[]]>([
    [
      'that calls a service by a slip of the hand',
      { shop: { calls: [{ to: 'strip' }] }, stripe: work },
      {},
      ['services.shop.calls[0].to: "strip"; one of shop, stripe; stripe?'],
    ],
    [
      'that goes round in a circle',
      {
        a: { calls: [{ to: 'b' }] },
        b: { calls: [{ route: 'failover', links: [{ to: 'c' }] }] },
        c: { ...work, calls: [{ to: 'a' }] },
      },
      {},
      [
        'services.c.calls: services that call themselves: a -> b -> c -> a; calls that come to an end: a request would go round for ever',
      ],
    ],
    [
      'whose script means an instance that there is not',
      {
        shop: { calls: [{ to: 'pay' }] },
        pay: {
          ...work,
          instances: 3,
          script: [
            { at: 0, failureRate: 1, instance: 4 },
            { at: 0, failureRate: 1, instance: 1, instances: '50%' },
            { at: 0, instance: 2 },
          ],
        },
      },
      {},
      [
        'services.pay.script[0].instance: 4; an instance from 1 to 3',
        'services.pay.script[1]: an entry with both; either one "instance" or a share of the "instances"',
        'services.pay.script[2]: an entry that changes nothing; something for it to change: failureRate, latency, capacity, outage, …',
      ],
    ],
    [
      'whose script strikes a store that there is not, and that shares what is not shared',
      {
        shop: {
          instances: 2,
          script: [
            { at: 0, store: 'down' },
            { at: 0, nodesDown: 3 },
          ],
          calls: [{ to: 'pay', pipeline: [{ breaker: { sharing: { kind: 'store' } } }] }],
        },
        pay: work,
      },
      {},
      [
        'services.shop.script[1].nodesDown: 3; a breaker with sharing of kind consensus in a pipeline of this service',
        'services.shop.calls[0].pipeline[0].breaker.sharing: circuits that nobody shares; "scope: service" or "scope: region" beside it',
      ],
    ],
    [
      'with classes that are not there, or that do not add up',
      {
        shop: { calls: [{ to: 'pay', pipeline: [{ breaker: { before: 'class' } }] }] },
        pay: { ...work, script: [{ at: 0, failureRate: 1, class: 'browse' }] },
      },
      {},
      [
        'services.shop.calls[0].pipeline[0].breaker.before: "class"; "classes" in the traffic beside it',
        'services.pay.script[0].class: the class "browse"; "classes" in the traffic',
      ],
    ],
    [
      'whose script means a class by a slip of the hand, and takes its places',
      {
        shop: { calls: [{ to: 'pay' }] },
        pay: {
          ...work,
          classes: { purchse: { latency: 0 } },
          script: [{ at: 0, capacity: 3, class: 'brows' }],
        },
      },
      {
        traffic: {
          ...TRAFFIC,
          classes: { browse: { share: '80%' }, purchase: { share: '20%' } },
        },
      },
      [
        'services.pay.classes.purchse: the class "purchse"; one of browse, purchase; purchase?',
        'services.pay.script[0].capacity: 3; an entry without "class" for it: all classes share the places',
        'services.pay.script[0].class: the class "brows"; one of browse, purchase; browse?',
      ],
    ],
    [
      'whose classes do not add up',
      { shop: { calls: [{ to: 'pay' }] }, pay: work },
      { traffic: { ...TRAFFIC, classes: { browse: { share: '80%' }, purchase: { share: '2%' } } } },
      [
        'traffic.classes: {"browse":{"share":"80%"},"purchase":{"share":"2%"}}; shares that add up to 100%',
      ],
    ],
    [
      'with regions by a slip of the hand, twice, or of unknown distance',
      {
        shop: {
          regions: ['eu', 'eu'],
          calls: [{ to: 'pay', pipeline: [{ breaker: { before: 'region' } }] }, { to: 'mail' }],
        },
        pay: { ...work, script: [{ at: 0, failureRate: 1, region: 'us' }] },
        mail: { ...work, regions: ['moon', 'ue'] },
      },
      {
        traffic: { ...TRAFFIC, regions: { uss: '100%' } },
        regions: { eu: { us: '40ms' }, us: { eu: '50ms', moon: '1s', us: '1ms' } },
      },
      [
        'traffic.regions.uss: the region "uss"; one of eu, us, moon; us?',
        'services.shop.regions[1]: "eu"; each region once',
        'services.shop.calls[0].pipeline[0].breaker.before: "region"; "regions" of the service pay beside it',
        'services.pay.script[0].region: the region "us"; "regions" where the service stands',
        'services.mail.regions[1]: the region "ue"; one of eu, us, moon; eu?',
        'regions: regions not all of whose ways are known; the delay between eu and moon, which requests go between',
        'regions.us.eu: "50ms"; one delay between us and eu',
        'regions.us.us: "1ms"; delays to other regions',
      ],
    ],
    [
      'with a service that does nothing',
      { shop: { calls: [{ to: 'idle' }] }, idle: {} },
      {},
      [
        'services.idle: a service that does nothing; a latency for work of its own, or calls to other services',
      ],
    ],
    [
      'with a backup that is not named',
      { shop: { calls: [{ to: 'pay', pipeline: [{ fallback: { kind: 'backup' } }] }] }, pay: work },
      {},
      [
        'services.shop.calls[0].pipeline[0].fallback.kind: "backup"; the service to turn to: { kind: backup, to: … }',
      ],
    ],
    [
      'beside the short form',
      { shop: work },
      { orderService: {} },
      [
        'orderService: unknown key "orderService"; one of title, story, seed, duration, tick, traffic, arms, economics, chaos, thresholds, tune, regions, services',
      ],
    ],
    [
      'where orders arrive at nobody',
      { shop: work },
      { traffic: { ...TRAFFIC, to: 'shopp' } },
      ['traffic.to: "shopp"; one of shop; shop?'],
    ],
    [
      'judged by a service that is not there, or by what is not told of one',
      { shop: { calls: [{ to: 'pay' }] }, pay: work },
      {
        thresholds: [
          'as written: services.pey.refused <= 10',
          'as written: services.pay.load <= 10',
          'as written: links.shop.pay.calls.failed / links.shop.pay.calls.started <= 10%',
        ],
      },
      [
        'thresholds[0]: the service "pey"; one of shop, pay; pay?',
        'thresholds[1]: the metric "services.pay.load"; services.NAME. and one of',
      ],
    ],
    [
      'that defers a payment where somebody waits for the answer',
      {
        shop: { calls: [{ to: 'billing' }] },
        billing: { calls: [{ to: 'pay', pipeline: [{ fallback: { kind: 'defer' } }] }] },
        pay: { ...work, charges: true },
      },
      {},
      [
        'services.billing.calls[0].pipeline[0].fallback.kind: "defer"; another kind of fallback: only shop, where orders arrive, can take one for later',
      ],
    ],
    ['without a service', {}, {}, ['services: {}; at least one service']],
  ])('%s is a mistake', (_, services, more, mistakes) => {
    expect(mistakesOf(services, more).map((words) => words.split(' requests.')[0])).toEqual(
      mistakes,
    );
  });

  it('with a service that nobody calls is worth a word', () => {
    const { warnings } = scenarioOf({
      duration: '1m',
      traffic: TRAFFIC,
      services: { shop: work, old: work, older: work },
    });
    expect(warnings).toEqual([
      'Nobody calls the services old, older: no request ever comes to them.',
    ]);
  });
});
