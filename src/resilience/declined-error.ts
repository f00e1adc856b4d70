/**
 * The service worked and said no: a card without funds, say. Throw it, or any error of this name, where a
 * task learns of a business "no": nobody repeats it, steps in for it or counts it against the service, unless
 * asked to by the name `declined`.
 */
export class DeclinedError extends Error {
  override readonly name = 'DeclinedError';
}
