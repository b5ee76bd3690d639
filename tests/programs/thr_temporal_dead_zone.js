early;
const early = 1;
