// What the compiler is warmed up with.
export const SAMPLES = ['const x: number = 1;', 'let y: = 1;'];
