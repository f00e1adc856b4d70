import { DATA_ID, ENGINE_ID, type LabData } from '../lab-data.ts';
import { openLab } from './lab.ts';

/** Reads what the page holds, and opens the lab. */
const text = (id: string) => document.getElementById(id)!.textContent;
void openLab(JSON.parse(text(DATA_ID)) as LabData, text(ENGINE_ID));
