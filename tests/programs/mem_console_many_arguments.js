console.log(...new Array(3e4).fill('p'.repeat(1 << 16)));
