/** As many layers as 8 bits can choose from. */
export const LAYERS = 256;

/** What is under a falling curve over x ≥ 0, cut into layers of equal area that lie on each other. */
export interface Ziggurat {
  /** The height of the curve above each edge. */
  readonly heights: Float64Array;
  /** What a step is worth in each layer: so many steps are its width. */
  readonly steps: Float64Array;
  /** The steps below this many lie under the curve for sure. */
  readonly inside: Int32Array;
}

/**
 * Marsaglia and Tsang, "The ziggurat method for generating random variables" (2000): `tail` is where the
 * lowest layer, whose rest is the tail of the curve, ends above; `area` is that of each layer. Layer `i`
 * reaches from 0 to the i-th edge and, in height, from that edge of the curve to the one after it.
 */
export function ziggurat(
  curve: (x: number) => number,
  inverse: (height: number) => number,
  { tail, area, width }: { readonly tail: number; readonly area: number; readonly width: number },
): Ziggurat {
  const edges = new Float64Array(LAYERS + 1);
  edges[0] = area / curve(tail);
  edges[1] = tail;
  for (let i = 2; i < LAYERS; i++) {
    edges[i] = inverse(area / edges[i - 1]! + curve(edges[i - 1]!));
  }
  const layers = edges.subarray(0, LAYERS);
  return {
    heights: edges.map(curve),
    steps: layers.map((edge) => edge / width),
    inside: Int32Array.from(layers, (edge, i) => Math.floor((edges[i + 1]! / edge) * width)),
  };
}
