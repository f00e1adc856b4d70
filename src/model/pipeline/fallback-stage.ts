import { assert } from '../../kernel/assert.ts';
import type { FallbackSettings } from '../../resilience/fallback/index.ts';
import type { Run } from '../run.ts';
import type { PaymentClient } from '../service/payment-client.ts';
import { BackupStage } from './backup-stage.ts';
import { DeferStage } from './defer-stage.ts';
import type { Caller, PolicyStage } from './policy-stage.ts';
import { SubstituteStage } from './substitute-stage.ts';

/** The stage for a kind of fallback. */
export function createFallbackStage(
  settings: FallbackSettings,
  outer: Caller,
  run: Run,
  backup: PaymentClient | undefined,
): PolicyStage {
  switch (settings.kind) {
    case 'defer':
      return new DeferStage(outer, run, settings);
    case 'backup':
      assert(backup !== undefined, 'a fallback to a backup service that is not there');
      return new BackupStage(outer, run, settings, backup);
    case 'value':
    case 'cached':
    case 'degraded':
      return new SubstituteStage(outer, run, settings);
  }
}
