import { type RegionsSettings, regionsSettings } from '../model/topology/geography.ts';
import { armNamesOf } from './arm-names.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import type { AnySchema } from './schema-walk.ts';
import { type Written, written } from './written.ts';
import { writtenServices } from './written-services.ts';

/**
 * The whole scenario in the language of its file, every default filled in: read again as a file (beside
 * the trace that it names, if any) it is an equal scenario. Values that came from files stand in it; what
 * options have cut off does not, as no file may hold it: entries of the script after the end of the run,
 * thresholds of a breaker that is gone.
 */
export function writtenForm(scenario: Scenario): Written {
  const {
    name: _,
    overrides: _o,
    warnings: _w,
    instants: _i,
    arms,
    thresholds,
    tune,
    ...rest
  } = scenario;
  const {
    paymentService,
    orderService: _s,
    backupService: _b,
    services,
    regions,
    ...common
  } = rest;
  const { duration, traffic } = rest;
  const names = armNamesOf(scenario);
  const script = paymentService.script.filter(({ at }) => at < duration);
  const settings = {
    ...(services === undefined ? rest : common),
    traffic: { ...traffic, recorded: undefined },
    ...(services === undefined && { paymentService: { ...paymentService, script } }),
  };
  return {
    ...(written(scenarioSchema as unknown as AnySchema, settings) as Written),
    ...(regions !== undefined && {
      regions: writtenRegions(regions, duration),
    }),
    ...(services !== undefined && { services: writtenServices(services, duration) }),
    ...(arms.length > 0 && {
      arms: Object.fromEntries(arms.map((arm) => [arm.name, arm.written])),
    }),
    thresholds: thresholds.filter(({ arm }) => names.includes(arm)).map(({ text }) => text),
    ...(tune !== undefined && { tune }),
  };
}

function writtenRegions({ delays, script }: RegionsSettings, endMs: number): unknown {
  const entries = script.filter(({ at }) => at < endMs);
  const file = { ...delays, ...(entries.length > 0 && { script: entries }) };
  return written(regionsSettings as unknown as AnySchema, file);
}
