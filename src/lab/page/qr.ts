import { encode } from 'uqr';
import { element } from '../../report/chart/markup.ts';
import { svg } from '../../report/html/page/dom.ts';

/** A QR code, dark on light whatever the page is: a camera reads no other. */
export function qr(text: string): SVGElement {
  const { data, size } = encode(text, { border: 2 });
  const cells = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return svg(
    element(
      'svg',
      { viewBox: `0 0 ${size} ${size}`, class: 'qr', role: 'img', 'aria-label': text },
      [
        element('rect', { width: size, height: size, fill: '#fff' }, []),
        element('path', { d: cells.join(''), fill: '#000' }, []),
      ],
    ),
  );
}
