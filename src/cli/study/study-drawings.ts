import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { type AnyStudy, accountOf } from '../../report/account/index.ts';
import { platePicture } from '../../report/plate/plate-picture.ts';
import { type Drawing, emptyDocument } from '../drawings.ts';

/** The plates of a kind of study, by their names, as pictures. */
export function drawingsOf<Subject extends AnyStudy>(
  plates: readonly { readonly name: string }[],
): Drawing<Subject>[] {
  return plates.map(({ name }) => ({
    name,
    isIn: (study) => plateOf(study, name).plate !== undefined,
    draw(study) {
      const { account, plate } = plateOf(study, name);
      const { title, verdict, facts } = account;
      const words = { title, lead: verdict[0] ?? '', source: facts.join(', ') };
      return platePicture(plate!, words, emptyDocument());
    },
  }));
}

function plateOf(study: AnyStudy, name: string) {
  const account = accountOf(study, (text) => outgoing(oneLine(text), 'screen'));
  return { account, plate: account.plates.find((one) => one.name === name) };
}
