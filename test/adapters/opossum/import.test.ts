import { expect, it } from 'vitest';
import { decodeOptions, settingsOf } from '../../../src/adapters/opossum/options.ts';
import { decode } from '../../../src/kernel/settings.ts';
import { breakerSettings } from '../../../src/resilience/breaker/settings.ts';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';

it.each([
  [{ errorThresholdPercentage: 50 }],
  [{ errorThresholdPercentage: 5, volumeThreshold: 7, resetTimeout: 1_500 }],
  [{ errorThresholdPercentage: 33, rollingCountTimeout: 6_000, rollingCountBuckets: 6 }],
  [{ errorThresholdPercentage: 20, allowWarmUp: true }],
])('the breaker that the import reads is the one that runs here: %j', (options) => {
  const file = { name: 'options.json', text: JSON.stringify({ payment: options }) };
  const { decoded } = importPipeline([file], { from: 'opossum', name: undefined });
  const [imported] = decoded.flatMap((one) => (one.policy === 'breaker' ? [one.settings] : []));
  const own = decode(breakerSettings, settingsOf(decodeOptions(options)));
  expect(imported).toMatchObject(own);
});
