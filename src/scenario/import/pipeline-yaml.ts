import { Document, isMap, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { TEMPLATE } from '../template.ts';
import type { Written } from '../written.ts';

/** The widest line of YAML that a block of settings may take before it gets lines of its own. */
const WIDTH = 96;
const STYLE = { lineWidth: 0 } as const;
const PLAIN = { aliasDuplicateObjects: false } as const;

/** The pipeline as YAML that stands under `orderService:`. */
export function pipelineYaml(pipeline: readonly Written[]): string {
  const document = new Document({ pipeline }, PLAIN);
  compact(document.get('pipeline'), 0);
  return unpadded(document.toString(STYLE));
}

/** A whole scenario, or part of one, as YAML: blocks where they are long, braces where they are short. */
export function blockYaml(settings: Written): string {
  const document = new Document(settings, PLAIN);
  compact(document.contents, 0);
  return unpadded(document.toString(STYLE));
}

/** `[ a, b ]` as a person writes it: `[a, b]`. */
function unpadded(yaml: string): string {
  return yaml.replace(/\[ ([^[\]]*) \]/g, '[$1]');
}

/** The scenario to start from, with this pipeline in the place of its own. */
export function scenarioYaml(pipeline: readonly Written[], title: string): string {
  const text = withPipeline(TEMPLATE, pipeline);
  const titled = text.replace(/^title: .*$/m, () => `title: ${JSON.stringify(title)}`);
  // Without a breaker there is no arm with one for the thresholds to judge.
  return pipeline.some((one) => 'breaker' in one)
    ? titled
    : titled.replaceAll('"with breaker: ', '"as written: ');
}

/** A scenario file with this pipeline in the place of its own; all else stays to the letter. */
export function withPipeline(text: string, pipeline: readonly Written[]): string {
  const document = parseDocument(text);
  const service = pairOf(document.contents, 'orderService');
  const place = pairOf(service?.value, 'pipeline');
  const list = place?.value as Node | null | undefined;
  const range = list?.range;
  const key = place?.key as Node | undefined;
  const around = service?.value;
  const written = isMap(around) && around.flow !== true;
  if (
    !written ||
    key?.range === undefined ||
    key.range === null ||
    !range ||
    (list as { readonly anchor?: string }).anchor !== undefined
  ) {
    document.setIn(['orderService', 'pipeline'], document.createNode(pipeline, PLAIN));
    compact(document.getIn(['orderService', 'pipeline']), 0);
    return document.toString(STYLE);
  }
  const margin = ' '.repeat(key.range[0] - text.lastIndexOf('\n', key.range[0] - 1) + 1);
  const lines = pipelineYaml(pipeline).trimEnd().split('\n').slice(1);
  const block = lines.map((line) => `${margin}${line.slice(2)}`).join('\n');
  const isList = isSeq(list) && list.flow !== true;
  const start = isList ? text.lastIndexOf('\n', range[0]) + 1 : range[0];
  const end = range[0] + text.slice(range[0], range[1]).trimEnd().length;
  return `${text.slice(0, start)}${isList ? '' : '\n'}${block}${text.slice(end)}`;
}

function pairOf(node: unknown, key: string): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => String(pair.key) === key);
}

/** Blocks of settings go in braces, on one line, where they are short. */
function compact(node: unknown, depth: number): void {
  if (isSeq(node)) {
    if (node.items.every((item) => !isMap(item))) node.flow = true;
    for (const item of node.items) compact(item, depth + 1);
  }
  if (!isMap(node)) return;
  const short = JSON.stringify(node.toJSON()).length < WIDTH - 4 * depth;
  // A policy is a line of its own: `- timeout: 1s`.
  if (short && depth > 1) node.flow = true;
  else for (const { value } of node.items) compact(value, depth + 1);
}
