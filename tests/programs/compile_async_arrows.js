const f = «100000×async () => »1;
