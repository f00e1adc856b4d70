import { identityOf, type StudyPlan } from '../../experiment/study/plan.ts';
import { endOf, type SeedRange } from '../../experiment/study/seed-set.ts';
import type { Shard } from '../../experiment/study/shard.ts';
import { sha256 } from '../../kernel/sha256.ts';
import { shellWords } from '../../report/shell-words.ts';
import { EXIT } from '../exit-code.ts';
import type { Output } from '../output.ts';
import { SHARDS } from './shard-option.ts';

/** A text that has a study run in so many shards by an engine that people have. */
export interface Printed {
  readonly name: PrintedName;
  /** `name`: of this study, cut so, and of no other. */
  readonly write: (command: string, shards: number, name: string) => string;
}

export type PrintedName = 'slurm' | 'kubernetes' | 'parallel';

const MERGE = 'blackfriday merge part-*.json';

/** Every engine that a script can be had for. */
export const PRINTED: readonly Printed[] = [
  {
    name: 'slurm',
    write: (command, shards) => `#!/bin/sh
#SBATCH --job-name=blackfriday
#SBATCH --array=1-${shards}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
# sbatch study.sh, in a folder that all nodes share; when it is over: ${MERGE}
# A part that was lost: sbatch --array=3 study.sh
# A cluster may allow smaller arrays only: scontrol show config | grep MaxArraySize
export ${SHARDS}=${shards}
${command} --shard auto --jobs "\${SLURM_CPUS_PER_TASK:-1}" --quiet \\
  -o "part-$SLURM_ARRAY_TASK_ID.json" --force
`,
  },
  {
    name: 'kubernetes',
    write: (
      command,
      shards,
    ) => `# kubectl apply -f study.yaml; when it is over, where the volume is: ${MERGE}
# Put in your image, which has blackfriday and the scenario, and a volume that all pods share.
apiVersion: batch/v1
kind: Job
metadata:
  name: blackfriday-study
spec:
  completionMode: Indexed
  completions: ${shards}
  parallelism: ${shards}
  backoffLimit: 10
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: blackfriday
          image: your-registry/blackfriday:latest
          workingDir: /study
          env:
            - { name: ${SHARDS}, value: "${shards}" }
          resources: { requests: { cpu: "1" }, limits: { cpu: "1" } }
          command: [sh, -c]
          args:
            - >-
              ${command.replaceAll('\n', ' ')} --shard auto --jobs 1 --quiet
              -o "part-$JOB_COMPLETION_INDEX.json" --force
          volumeMounts: [{ name: study, mountPath: /study }]
      volumes:
        - name: study
          persistentVolumeClaim: { claimName: blackfriday-study }
`,
  },
  {
    name: 'parallel',
    write: (
      command,
      shards,
      name,
    ) => `# Add --sshloginfile nodes.txt for other machines, in a folder that all of them share.
seq ${shards} | parallel --joblog ${name}.log --resume ${shellWords([`${command} --shard {}/${shards} --jobs 1 --quiet -o part-{}.json --force`])}
${MERGE}
`,
  },
];

/** More shards than this are seldom allowed at once. */
const USUAL = 40;

/** Writes what runs the study on many machines: in as many shards as --shard says, or a usual number. */
export async function printStudy(
  plan: StudyPlan,
  engine: PrintedName,
  { seeds, shard }: { readonly seeds: SeedRange; readonly shard: Shard | null },
  output: Output,
): Promise<number> {
  const shards = shard?.of ?? Math.min(USUAL, seeds.count * plan.cells.length);
  const { write } = PRINTED.find(({ name }) => name === engine)!;
  const cut = sha256(JSON.stringify([identityOf(plan), seeds, shards])).slice(0, 8);
  await output.write(write(studyCommand(plan, seeds), shards, `study-${cut}`));
  output.commit();
  return EXIT.good;
}

/** The command that makes a study, or a part of it: `more` is which. */
export function studyCommand(
  plan: StudyPlan,
  seeds: SeedRange,
  ...more: readonly string[]
): string {
  const range = `${seeds.from}..${endOf(seeds) - 1}`;
  return shellWords(['blackfriday', ...plan.command, '--seeds', range, ...more]);
}
