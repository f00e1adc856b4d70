import { DATA_ID, type LabData } from '../lab-data.ts';
import { takeOrders } from './engine-worker.ts';
import { openLab } from './lab.ts';

/**
 * One script is both, as page and engine have most of their code in common: the lab, and the engine in the
 * workers that the lab starts from its own text.
 */
if (typeof document === 'undefined') {
  takeOrders();
} else {
  const own = document.currentScript!.textContent;
  const data = JSON.parse(document.getElementById(DATA_ID)!.textContent) as LabData;
  void openLab(data, own);
}
