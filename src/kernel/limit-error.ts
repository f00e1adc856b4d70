/** A run grew beyond what can be simulated: asked for by its settings, so neither a bug nor an outcome. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}
