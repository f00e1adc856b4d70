import type { SettingPath } from '../../kernel/settings.ts';
import type { Finding, Problem } from '../problem.ts';
import type { GivenArm } from './given-arm.ts';

/** What is wrong, as a finding or a problem tells it. */
interface Fault {
  /** The setting of the scenario that is meant, where it is not plain from the place. */
  readonly setting?: string;
  readonly found?: string | undefined;
  readonly expected: string;
  readonly suggestion?: string | undefined;
}

/** Collects what is wrong with arms: those of the file at their places in it, others at their options. */
export class ArmFaults {
  readonly findings: Finding[] = [];
  readonly problems: Problem[] = [];

  /** `where`: within the block of the arm. */
  tell(arm: GivenArm, where: SettingPath, fault: Finding['fault'], what: Fault): void {
    const { setting, found, expected, suggestion } = what;
    if (arm.option === undefined) {
      const path = ['arms', arm.name, ...where];
      const details = { expected, suggestion, ...(found !== undefined && { found }) };
      this.findings.push({ path, fault, ...details });
      return;
    }
    const [part, key] = where;
    this.refuse(arm.option, {
      setting: setting ?? (part === 'set' ? String(key) : ''),
      found: found ?? 'this',
      expected,
      suggestion,
    });
  }

  /** Whether anything is wrong with it. */
  has({ name, option }: GivenArm): boolean {
    if (option === undefined) {
      return this.findings.some(({ path: [block, arm] }) => block === 'arms' && arm === name);
    }
    return this.problems.some(({ place }) => place.kind === 'option' && place.option === option);
  }

  /** Of all arms together, of which `last` is the last. */
  tellAll({ option }: GivenArm, found: string, expected: string): void {
    if (option === undefined) this.findings.push({ path: ['arms'], fault: 'key', found, expected });
    else this.refuse(option, { setting: '', found, expected, suggestion: undefined });
  }

  /** An option that stands for several arms is told once what is wrong with each of them. */
  private refuse(option: string, details: Omit<Problem, 'place'>): void {
    const isKnown = this.problems.some(
      ({ place, found, expected }) =>
        place.kind === 'option' &&
        place.option === option &&
        found === details.found &&
        expected === details.expected,
    );
    if (!isKnown) this.problems.push({ place: { kind: 'option', option }, ...details });
  }
}
