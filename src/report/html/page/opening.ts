import { comparisonsOf, rankingOf, sideBySide } from '../../../experiment/ranking.ts';
import type { ArmResult, Result } from '../../../experiment/result.ts';
import { verdictOf } from '../../../experiment/verdict/overall.ts';
import { durationText } from '../../../kernel/quantity-text.ts';
import { incidentSentences } from '../../incidents.ts';
import { lengthWords, provenance } from '../../provenance.ts';
import { gist } from '../../table/gist.ts';
import { finding } from '../../table/thresholds.ts';
import { card, type Standing } from './card.ts';
import { costs } from './costs.ts';
import { html } from './dom.ts';
import { folds } from './folds.ts';
import { incidents } from './incidents.ts';
import { ranking } from './ranking.ts';
import { services } from './services.ts';
import { thresholds } from './thresholds.ts';

/** What a person wants to know first: the verdict, the summary, and of what. */
export function opening(result: Result): HTMLElement {
  return html('header', { class: 'opening' }, ...verdict(result), ...evidence(result));
}

/** The verdict, and how each arm did. */
export function verdict(result: Result): HTMLElement[] {
  const { scenario } = result;
  const shown = sideBySide(result);
  const [headline, ...lead] = sentences(result);
  return [
    html('p', { class: 'title' }, scenario.title === '' ? scenario.name : scenario.title),
    html(
      'p',
      { class: 'facts' },
      [...provenance(scenario, result.source), lengthWords(scenario)].join(' · '),
    ),
    html('h1', {}, headline!),
    ...paragraphs(lead, result).map((text) => html('p', { class: 'lead' }, text)),
    ...partialNotice(result),
    html('div', { class: 'cards' }, ...shown.arms.map((arm) => card(arm, standing(arm, result)))),
  ];
}

/** What the verdict rests on, apart from ticks. */
export function evidence(result: Result): HTMLElement[] {
  const shown = sideBySide(result);
  return [
    ...ranking(result),
    ...costs(shown),
    ...services(shown.arms),
    ...incidents(shown.arms),
    ...thresholds((result.thresholds ?? []).map((one) => ({ ...one, finding: finding(one) }))),
    folds(result),
  ];
}

/** The first half of the verdict's first sentence says it all; the rest follows in smaller type. */
function sentences(result: Result): string[] {
  const { arms } = result;
  const [first, ...others] = verdictOf(result);
  if (first === undefined) {
    return [...arms.map((arm) => `${capital(gist(arm))}.`), ...arms.flatMap(incidentSentences)];
  }
  const [head, ...tail] = first.split(': ');
  if (tail.length === 0) return [first, ...others];
  return [`${head}.`, capital(tail.join(': ')), ...others];
}

/** Of many arms each has a line of its own, and so has each cause why reality is not as simulated. */
function paragraphs(lead: readonly string[], { arms, validation }: Result): readonly string[] {
  return arms.length > 2 || validation !== undefined ? lead : [lead.join(' ')];
}

/** Of two arms the comparison tells who is the better, of more their ranking. */
function standing(arm: ArmResult, result: Result): Standing {
  const comparison = comparisonsOf(result).find(({ candidate }) => candidate === arm.name);
  if (result.comparison !== undefined) {
    return { comparison, badge: result.comparison.winner === arm.name ? 'more paid' : undefined };
  }
  const best = rankingOf(result).filter(({ rank }) => rank === 1);
  const isRanked = result.arms.length > 2 && result.validation === undefined;
  const isBest = isRanked && best.length === 1 && best[0]!.arm === arm;
  return { comparison, badge: isBest ? 'most paid' : undefined };
}

function partialNotice({ partial, scenario }: Result): HTMLElement[] {
  if (partial === undefined) return [];
  const text = `Interrupted: all this is known up to ${durationText(partial.untilMs)} of ${durationText(scenario.durationMs)} only.`;
  return [html('p', { class: 'notice', role: 'note' }, text)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
