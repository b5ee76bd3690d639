const text = 'word '.repeat(2e5);
const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
for (;;) for (const part of segmenter.segment(text)) part.index;
