const text = JSON.stringify(Array.from({ length: 1e5 }, (_, i) => ({ i })));
for (;;) JSON.parse(text);
