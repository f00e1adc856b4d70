import type { CreateBalance } from './balance.ts';

/** Any of the instances, with luck of its own: each call of each order goes where it goes in every arm. */
export const random: CreateBalance = ({ instances }, { balance }) => ({
  pick: (number, call) => Math.floor(balance.at(number, call).next() * instances),
});
