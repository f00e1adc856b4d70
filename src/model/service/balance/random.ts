import type { CreateBalance } from './balance.ts';

/** Any of the instances, with luck of its own: each call of each order goes where it goes in every arm. */
export const random: CreateBalance = ({ instances }, { balance }) => {
  const among = (number: number, call: number, many: number): number =>
    Math.floor(balance.at(number, call).next() * many);
  return {
    pick: (number, call) => among(number, call, instances),
    pickAmong: (number, call, admission) => {
      let admitted = 0;
      for (let i = 0; i < instances; i++) if (admission.admits(i)) admitted++;
      if (admitted === 0) return among(number, call, instances);
      let left = among(number, call, admitted);
      for (let i = 0; i < instances; i++) {
        if (admission.admits(i) && left-- === 0) return i;
      }
      return instances - 1;
    },
  };
};
