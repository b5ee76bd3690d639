const n = +readline();
const buckets = Array.from({length: 1001}, () => []);
for (let i = 0; i < n; i++) {
  const [name, points] = readline().split(' ');
  buckets[1000 - points].push(name);
}
for (const names of buckets) {
  for (const name of names) print(name);
}
