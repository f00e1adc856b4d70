import { readdirSync, readFileSync } from 'node:fs';
import type { Opened } from '../../src/lab/lab-data.ts';
import type { Material } from '../../src/lab/material.ts';
import { openMaterial } from '../../src/lab/material.ts';
import { writtenForm } from '../../src/scenario/written-form.ts';

export const SHIPPED = readdirSync('scenarios')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

export function shipped(name: string): Material {
  return { name: `${name}.yaml`, text: readFileSync(`scenarios/${name}.yaml`, 'utf8'), files: {} };
}

export function openedAt(name: string): Opened {
  return { material: shipped(name), reference: name };
}

/** Every setting of a scenario, defaults and all. */
export function settingsOf(material: Material) {
  return writtenForm(openMaterial(material, [])) as Readonly<Record<string, unknown>>;
}
