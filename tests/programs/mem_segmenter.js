const kept = [];
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
for (let i = 0; ; i++) kept.push(segmenter.segment('text '.repeat(1e5) + i)[Symbol.iterator]());
