import { assert } from '../../kernel/assert.ts';
import type { FallbackSettings } from '../../resilience/fallback/index.ts';
import type { Desk } from '../desk.ts';
import type { PaymentClient } from '../payment-client.ts';
import type { Caller, Stage } from '../stage.ts';
import { BackupStage } from './backup-stage.ts';
import { DeferStage } from './defer-stage.ts';
import { SubstituteStage } from './substitute-stage.ts';

/** The stage for a kind of fallback. */
export function createFallbackStage(
  settings: FallbackSettings,
  outer: Caller,
  desk: Desk,
  backup: PaymentClient | undefined,
): Stage {
  switch (settings.kind) {
    case 'defer':
      return new DeferStage(outer, desk, settings);
    case 'backup':
      assert(backup !== undefined, 'a fallback to a backup service that is not there');
      return new BackupStage(outer, desk, settings, backup);
    case 'value':
    case 'cached':
    case 'degraded':
      return new SubstituteStage(outer, desk, settings);
  }
}
