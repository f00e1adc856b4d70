declare module 'jstat' {
  export const jStat: {
    readonly studentt: {
      inv(probability: number, df: number): number;
      cdf(t: number, df: number): number;
    };
    readonly normal: { inv(probability: number, mean: number, deviation: number): number };
  };
}
