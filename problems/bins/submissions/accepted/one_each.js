// Always fits, and is worth little.
const n = Number(readline());
console.log(Array.from({length: n}, (_, i) => i + 1).join(' '));
