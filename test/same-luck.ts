import fc from 'fast-check';

// The same cases each time, so that a failure is of the change that meets it. FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
