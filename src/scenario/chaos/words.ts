import { decimal, durationText, shareText } from '../../kernel/quantity-text.ts';
import type { Change, Disturbance } from './disturbance.ts';
import type { Trouble } from './draw.ts';
import { placeWords } from './place.ts';

/** `brown-out at strength 60%, from 3m20s for 1m`; of a graph `brown-out of stripe at strength …` */
export function troubleWords({ kind, place, fromMs, forMs, strength }: Trouble): string {
  const where = place === undefined ? '' : ` of ${placeWords(place)}`;
  return `${kind}${where} at strength ${shareText(strength)}, from ${durationText(fromMs)} for ${durationText(forMs)}`;
}

/** `from 3m20s for 1m: failure rate 50%, latency x3`; of a graph `stripe, from …` */
export function disturbanceWords(one: Disturbance): string {
  const what =
    one.what === 'surge'
      ? `traffic x${decimal(one.factor)}`
      : one.changes.map(changeWords).join(', ');
  const where = one.what === 'surge' || one.on === undefined ? '' : `${placeWords(one.on)}, `;
  return `${where}from ${durationText(one.at)} for ${durationText(one.for)}: ${what}`;
}

function changeWords(change: Change): string {
  switch (change.what) {
    case 'failureRate':
      return `failure rate ${shareText(change.to)}`;
    case 'latency':
      return `latency ${change.ramp ? 'in a ramp to ' : ''}x${decimal(change.factor)}`;
    case 'network': {
      const late = change.delaysMs.filter((ms) => ms > change.delaysMs[0]!);
      return `${decimal(late.length)} of ${decimal(change.delaysMs.length)} messages late, by up to ${durationText(Math.max(...change.delaysMs))}`;
    }
    case 'outage':
      return `outage: ${change.how}`;
    case 'delay':
      return `one-way delay ${durationText(change.toMs)}`;
    case 'store':
      return 'the store of its circuits is down';
    case 'nodesDown':
      return `${decimal(change.nodes)} of the nodes of its circuits down`;
  }
}
