import type { StudyPlan } from '../../../experiment/study/plan.ts';
import { VERSION } from '../../../kernel/version.ts';
import { tell } from '../../tell.ts';
import type { Hands } from '../hands.ts';
import type { QueueAddress } from './address.ts';
import { connect } from './connection.ts';
import { QueuedWorkforce } from './queued-workforce.ts';
import { HEARTBEAT_MS, workersAt } from './registry.ts';
import { Staff } from './staff.ts';

/** Nobody needs to be told of workers that come in a moment. */
const TOLD_AFTER_MS = 2 * HEARTBEAT_MS;

/** Has the plans of a command run by whoever works at a queue. Throws UsageError where there is none. */
export async function queueHands(
  address: QueueAddress,
  { quiet }: { readonly quiet: boolean },
): Promise<Hands> {
  const connection = await connect(address);
  const { redis } = connection;
  const staff = new Staff();
  const look = async (): Promise<void> => staff.see(await workersAt(redis));
  await look();
  const timer = setInterval(() => void look().catch(() => {}), HEARTBEAT_MS);
  const telling = setTimeout(() => {
    if (!quiet && staff.slots === 0) tell(absence(address, staff));
  }, TOLD_AFTER_MS);
  return {
    get jobs() {
      return Math.max(1, staff.slots);
    },
    hire: (plan: StudyPlan) => new QueuedWorkforce(plan, connection, staff),
    async close() {
      clearInterval(timer);
      clearTimeout(telling);
      redis.disconnect();
    },
  };
}

function absence({ shown }: QueueAddress, { strangers }: Staff): string {
  const start = `"blackfriday work ${shown}" starts one, on any machine`;
  if (strangers.length === 0) return `No worker is at ${shown}: ${start}.`;
  return `The workers at ${shown} are of version ${strangers.join(', ')}, and this is ${VERSION}: they leave the study alone, and ${start}.`;
}
