throw new Error('\ud800 \udfff \ud83d');
