import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { PICTURE_FONT } from '../report/chart/paper.ts';

/** Pixels of PNG for a pixel of SVG: sharp on a large screen, and in print at slide size. */
const ZOOM = 2;

const WEIGHTS = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
];

/** An SVG picture as PNG, in the font that comes with the package: the same on every machine. */
export function rasterise(svg: string): Uint8Array {
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: {
      loadSystemFonts: false,
      fontFiles: WEIGHTS.map((file) => fileURLToPath(import.meta.resolve(file))),
      defaultFontFamily: PICTURE_FONT,
    },
  });
  return resvg.render().asPng();
}
