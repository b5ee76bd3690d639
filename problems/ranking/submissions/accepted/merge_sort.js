function mergeSort(rows) {
  if (rows.length < 2) return rows;
  const middle = rows.length >> 1;
  const left = mergeSort(rows.slice(0, middle));
  const right = mergeSort(rows.slice(middle));
  const merged = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const takeLeft = left[i].points >= right[j].points;
    merged.push(takeLeft ? left[i++] : right[j++]);
  }
  return merged.concat(left.slice(i), right.slice(j));
}

async function main() {
  const rows = [];
  const rl = require('readline').createInterface({input: process.stdin});
  for await (const line of rl) {
    const [name, points] = line.split(' ');
    if (points !== undefined) rows.push({name, points: Number(points)});
  }
  console.log(mergeSort(rows).map((row) => row.name).join('\n'));
}

main();
