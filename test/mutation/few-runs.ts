import fc from 'fast-check';

// A mutant dies or lives the same way each time, and thousands of them are tried.
fc.configureGlobal({ seed: 1, numRuns: 30 });
