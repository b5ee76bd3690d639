interface Matrix<R extends number, C extends number> {
  rows: R;
  cols: C;
  data: number[][];
}
const mul = (a: bigint[][], b: bigint[][], M: bigint): bigint[][] => a.map((r) => b[0].map((_, j) => r.reduce((s, x, k) => (s + x * b[k][j]) % M, 0n)));
const pow = (m: bigint[][], e: bigint, M: bigint): bigint[][] => e === 0n ? m.map((r, i) => r.map((_, j) => BigInt(+(i === j)))) : e & 1n ? mul(m, pow(m, e - 1n, M), M) : pow(mul(m, m, M), e >> 1n, M);
console.log(pow([[1n, 1n], [1n, 0n]], 10n ** 15n, 10n ** 9n + 7n));
console.table([[1, 2], [3, 4]] as number[][]);
let x: Matrix<2, 2> = { rows: 2, cols: 2, data: [[1, 0], [0, 1]] };
console.log(x);
Promise.reject(new Error('handled')).catch((e: Error) => console.error(e.message)).finally(() => console.log('fin'));
