import type { FallbackSettings } from '../../../resilience/fallback/index.ts';
import type { Callee, Caller } from '../../call.ts';
import type { Desk } from '../desk.ts';
import { BackupStage } from './backup-stage.ts';
import { DeferStage } from './defer-stage.ts';
import type { PolicyStage } from './policy-stage.ts';
import { SubstituteStage } from './substitute-stage.ts';

/** The stage for a kind of fallback. */
export function createFallbackStage(
  settings: FallbackSettings,
  outer: Caller,
  desk: Desk,
  openBackup: (outer: Caller) => Callee,
): PolicyStage {
  switch (settings.kind) {
    case 'defer':
      return new DeferStage(outer, desk, settings);
    case 'backup':
      return new BackupStage(outer, desk, settings, openBackup);
    case 'value':
    case 'cached':
    case 'degraded':
      return new SubstituteStage(outer, desk, settings);
  }
}
